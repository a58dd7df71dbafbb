#pragma once

#include <memory>
#include <span>
#include <vector>

#include "resizer/imaging/codec.hpp"
#include "resizer/imaging/geometry.hpp"
#include "resizer/imaging/image.hpp"
#include "resizer/model/options.hpp"

namespace resizer::imaging {

/// What a picture is to become: another size, and chroma and alpha laid out otherwise. Family, sample type, depth,
/// range and matrix stay those of the source; convert() changes them.
struct Resampling {
  Region region;  ///< Of the source, in its own pixels; may reach a little beyond it.
  Size size;
  Subsampling chroma;         ///< For YCbCr.
  Alpha alpha = Alpha::none;  ///< none only if the source has none.
  model::Filter filter = model::Filter::lanczos3;
};

/// Resamples pictures while they are decoded, antialiased, in the planes that they have; holds only as many rows as the
/// filter reaches over. Straight alpha weighs the colours that it belongs to. Keeps buffers and filter weights from
/// picture to picture; belongs to one worker process.
class Resampler {
 public:
  Resampler();
  ~Resampler();
  Resampler(Resampler&&) noexcept;
  Resampler& operator=(Resampler&&) noexcept;

  /// Takes all rows, once, from a decoder that was started with `layout` and makes a picture for each of `wanted`.
  /// Passes on what the decoder throws.
  std::vector<Image> resample(Decoder& decoder, const DecodedLayout& layout, std::span<const Resampling> wanted);

  /// Makes another picture of one in memory.
  Image resample(const Image& picture, const Resampling& wanted);

  /// The same picture in another pixel format: family (not CMYK), matrix, range, depth and subsampling, in one zimg
  /// graph. Alpha must be as it is. The size must be a multiple of `format`'s chroma steps.
  Image convert(const Image& image, const PixelFormat& format);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::imaging
