#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/report_model.hpp"

/// The phrases of a report, for every format.
namespace resizer::report {

/// The characters to use.
struct Symbols {
  bool unicode = true;
  std::string_view times() const { return unicode ? "×" : "x"; }
  std::string_view separator() const { return unicode ? " · " : ", "; }
  std::string_view plus_minus() const { return unicode ? "±" : "+/-"; }
  std::string_view arrow() const { return unicode ? " → " : " -> "; }
};

std::string duration_or_unknown(std::optional<double> seconds);
std::string number_or_unknown(std::optional<double> value);
std::string percent_or_unknown(std::optional<double> share);

/// "sequential", or "parallel ×2" for a pool of two workers.
std::string mode_label(const analysis::ModeSummary& mode, const Symbols& symbols);

/// Several modes: "sequential, parallel ×2, ×4".
std::string mode_labels(const analysis::ReportModel& report, const std::vector<std::size_t>& modes,
                        const Symbols& symbols);

/// "25 images · 64.1 MB → 2.60 MB"
std::string subject_text(const analysis::ReportModel& report, const Symbols& symbols);

/// "width 800 · inside · lanczos3 · 6 rounds · 2 cores allowed · sandboxed · inputs read once before"
std::string setup_text(const analysis::ReportModel& report, const Symbols& symbols);

/// "96.1 % interval": what it truly covers.
std::string interval_name(const stats::Interval& interval);

/// "1.91 to 2.02"
std::string range_text(const stats::Interval& interval);

/// "faster", "slower" or "no difference", by the interval of the speedup.
std::string_view judgement_word(const stats::Interval& speedup);

/// "outputs identical: 24 of 24"
std::string agreement_text(const bench::Agreement& agreement);

}  // namespace resizer::report
