#include <cstddef>

#include "fuzz/fuzz_target.hpp"

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  resizer::fuzz::try_input({data, size});
  return 0;
}
