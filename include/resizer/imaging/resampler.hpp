#pragma once

#include <memory>

#include "resizer/imaging/geometry.hpp"
#include "resizer/imaging/image.hpp"
#include "resizer/model/options.hpp"

namespace resizer::imaging {

/// What a picture is to become.
struct Resampling {
  Region region;  ///< Of the source, in its own pixels; may reach a little beyond it.
  PixelFormat format;
  Size size;  ///< Multiples of format.subsampling's steps.
  model::Filter filter = model::Filter::lanczos3;
};

/// Resamples and converts pictures, antialiased, in the planes that they have. Alpha is premultiplied for the purpose.
/// Keeps buffers and filter coefficients from picture to picture; belongs to one worker process.
/// CMYK sources can only become CMYK, and nothing else can.
class Resampler {
 public:
  Resampler();
  ~Resampler();
  Resampler(Resampler&&) noexcept;
  Resampler& operator=(Resampler&&) noexcept;

  /// Where the source's format is subsampled and its size is odd, the planes must have room for one more row and column
  /// that repeat the last.
  Image resample(const Image& source, const Resampling& wanted);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::imaging
