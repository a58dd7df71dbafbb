#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// A mode that the charts of single runs and images show.
struct ShownMode {
  const analysis::ModeSummary* summary = nullptr;
  const bench::Series* series = nullptr;
  std::string label;      ///< "parallel ×2"
  std::string css_class;  ///< "sequential" or "parallel"

  /// The complete run whose wall time is the median, the shorter of two;
  /// otherwise the last run there was. Its number counts from 0.
  std::size_t typical_round() const;
};

/// The sequential mode and the fastest pool, of those that ran at all.
std::vector<ShownMode> shown_modes(const analysis::ReportModel& report);

}  // namespace resizer::report
