#include "app/only_failed.hpp"

#include <string>
#include <vector>

#include "app/earlier_report.hpp"
#include "app/standard_streams.hpp"
#include "planning/input_choice.hpp"
#include "report/json/failures_reader.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::app {

void keep_only_failed(planning::Plan& plan, const std::filesystem::path& report, const model::OutputOptions& output) {
  const std::string named = "--only-failed " + util::printable(report.native()) + ": ";
  std::vector<std::filesystem::path> failed;
  try {
    failed = read_earlier_report(report, report::read_failures);
  } catch (const util::Error& error) {
    throw util::Error(error.code(), named + error.what());
  }
  if (failed.empty()) throw util::Error(util::ErrorCode::no_input, named + "every image is done by this report");
  const std::string all = std::to_string(failed.size()) + (failed.size() == 1 ? " input" : " inputs");
  const std::size_t found = planning::keep_only(plan, failed);
  if (found == 0) {
    throw util::Error(util::ErrorCode::no_input, named + "of the " + all + " that failed, none is among those given");
  }
  if (found < failed.size() && !output.quiet) {
    complain(named + "of the " + all + " that failed, only " + std::to_string(found) + (found == 1 ? " is" : " are") +
             " among those given");
  }
}

}  // namespace resizer::app
