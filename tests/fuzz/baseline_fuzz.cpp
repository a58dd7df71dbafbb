// The reader of earlier reports.
#include <sstream>

#include "analysis/baseline.hpp"
#include "fuzz/fuzz_target.hpp"
#include "report/json/baseline_reader.hpp"
#include "util/error.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  try {
    std::istringstream stream(std::string(input.begin(), input.end()));
    const analysis::Baseline baseline = report::read_baseline(stream);
    for (const analysis::BaselineMode& mode : baseline.modes) {
      for (const double wall_s : mode.wall_s) require(wall_s > 0);
      require(mode.cpu_s.size() == mode.wall_s.size());
    }
  } catch (const util::Error& error) {
    require(error.what()[0] != '\0');
    require(error.code() == util::ErrorCode::corrupt || error.code() == util::ErrorCode::unsupported_format);
  }
}
