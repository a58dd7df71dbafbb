// The reader of what failed by an earlier report.
#include <sstream>

#include "fuzz/fuzz_target.hpp"
#include "report/json/failures_reader.hpp"
#include "util/error.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  try {
    std::istringstream stream(std::string(input.begin(), input.end()));
    require(report::read_failures(stream).size() <= input.size());
  } catch (const util::Error& error) {
    require(error.what()[0] != '\0');
    require(error.code() == util::ErrorCode::corrupt || error.code() == util::ErrorCode::unsupported_format);
  }
}
