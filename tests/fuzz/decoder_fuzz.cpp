// One decoder from its opening to its end, as the registry offers it. RESIZER_FUZZ_FORMAT names the format.
#include <memory>
#include <new>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

/// Larger images take time and find nothing else.
constexpr std::uint64_t kMaxPixels = 1'000'000;

std::size_t aligned(std::size_t bytes) noexcept {
  return (bytes + kRowAlignmentBytes - 1) / kRowAlignmentBytes * kRowAlignmentBytes;
}

/// Planes with not a row more than the layout asks for, so that AddressSanitizer sees what is written beyond.
class TightPlanes {
 public:
  explicit TightPlanes(const DecodedLayout& layout) {
    for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
      const std::size_t stride = aligned(layout.row_capacity_bytes[plane]);
      const std::size_t bytes = stride * layout.row_capacity[plane];
      memory_[plane].reset(static_cast<std::uint8_t*>(::operator new(bytes, kAlignment)));
      rows_[plane] = {memory_[plane].get(), static_cast<std::ptrdiff_t>(stride)};
    }
  }
  const RowBuffers& rows() const noexcept { return rows_; }

 private:
  static constexpr std::align_val_t kAlignment{kRowAlignmentBytes};
  struct Free {
    void operator()(std::uint8_t* bytes) const noexcept { ::operator delete(bytes, kAlignment); }
  };
  std::array<std::unique_ptr<std::uint8_t, Free>, kMaxPlanes> memory_;
  RowBuffers rows_;
};

void decode(ByteView file, const DecodeRequest& request) {
  const auto decoder = find_codec(model::Format::RESIZER_FUZZ_FORMAT)->open(file);
  const Size size = decoder->info().size;
  fuzz::require(decoder->info().orientation >= 1 && decoder->info().orientation <= 8);
  if (std::uint64_t{size.width_px} * size.height_px > kMaxPixels) return;
  const DecodedLayout layout = decoder->start(request);
  const TightPlanes planes(layout);
  for (std::uint32_t y = 0; y < layout.size.height_px; y += layout.batch_rows) decoder->read(planes.rows());
  decoder->finish();
}

}  // namespace
}  // namespace resizer::imaging

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  constexpr std::array<double, 8> kShrinks{1, 8.0 / 7, 8.0 / 6, 8.0 / 5, 2, 8.0 / 3, 5, 10};
  imaging::DecodeRequest request;
  request.max_shrink = kShrinks[input.size() % kShrinks.size()];
  if (input.size() % 2 == 1) request.chroma = {1, 1};
  for (const model::FailOn fail_on : {model::FailOn::truncated, model::FailOn::none}) {
    request.fail_on = fail_on;
    try {
      imaging::decode(input, request);
      return;  // what is good is as good with tolerance
    } catch (const util::Error& error) {
      require(error.what()[0] != '\0');
    } catch (const std::bad_alloc&) {
      return;
    }
  }
}
