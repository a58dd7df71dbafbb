#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

namespace resizer::report {

/// The inputs that a JSON report does not list as done: those that failed, crashed, timed out or were not processed in
/// any of its runs, and those that could not be used. The report is not trusted; members that are not needed are
/// ignored. Throws util::Error(unsupported_format) for another schema version and util::Error(corrupt) for anything
/// else, naming the place. Safe for any bytes, with the limits of read_baseline().
std::vector<std::filesystem::path> read_failures(std::istream& json);

}  // namespace resizer::report
