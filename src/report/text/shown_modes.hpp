#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// A mode in the charts of single runs and images.
struct ShownMode {
  const analysis::ModeSummary* summary = nullptr;
  const bench::Series* series = nullptr;
  std::string label;      ///< "parallel ×2"
  std::string css_class;  ///< "sequential" or "parallel"

  /// The complete run with the median wall time, the shorter of two; otherwise
  /// the last run. Counted from 0.
  std::size_t typical_round() const;
};

/// The sequential mode and the headline's, if they ran.
std::vector<ShownMode> shown_modes(const analysis::ReportModel& report);

/// The sequential mode, if it ran.
std::vector<ShownMode> shown_sequential(const analysis::ReportModel& report);

/// Every pool that ran.
std::vector<ShownMode> shown_pools(const analysis::ReportModel& report);

}  // namespace resizer::report
