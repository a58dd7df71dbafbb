#pragma once

#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "report/text/wording.hpp"

namespace resizer::report {

/// Each piece of advice in a sentence: "use --jobs 4: the second thread of each core added 3.0 %".
std::vector<std::string> advice_texts(const analysis::ReportModel& report, const Symbols& symbols);

/// Its kind as in the JSON report: "second_threads_idle".
std::string_view name_of(const analysis::Advice& advice) noexcept;

}  // namespace resizer::report
