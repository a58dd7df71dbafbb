// The XMP reader, and what it changes, which it must be able to read and have nothing more to change in.
#include "fuzz/fuzz_target.hpp"
#include "imaging/metadata/xmp.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  using namespace resizer::imaging;
  parts_described_by_xmp(input);
  const Bytes updated = updated_xmp(input, {640, 480}, 1);
  if (updated.empty()) return;
  require(updated_xmp(updated, {640, 480}, 1) == updated);
  require(parts_described_by_xmp(updated) == model::Warnings{});
}
