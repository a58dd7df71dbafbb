// Fuzzes the decoder of progressive JPEGs against libjpeg: whatever it accepts must have the same coefficients.
#include "fuzz/fuzz_target.hpp"
#include "imaging/codecs/jpeg/segments.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "util/error.hpp"

namespace resizer::imaging::testing_support {
namespace {

/// Larger images take longer and do not find more.
constexpr std::uint64_t kMaxPixels = 1'000'000;
/// The limit of the decoder.
constexpr std::size_t kMaxScans = 100;

bool is_worth_decoding(const Bytes& file) {
  JpegHeader header(file);
  const jpeg_decompress_struct& codec = header.codec();
  return std::uint64_t{codec.image_width} * codec.image_height <= kMaxPixels && count_scans(file) <= kMaxScans;
}

}  // namespace
}  // namespace resizer::imaging::testing_support

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  using namespace imaging::testing_support;
  const imaging::Bytes file(input.begin(), input.end());
  try {
    // Size 8 needs all scans.
    if (is_worth_decoding(file)) require(compare_coefficients(file, 8) != Agreement::different);
  } catch (const util::Error&) {
    return;  // libjpeg rejects the header
  }
}
