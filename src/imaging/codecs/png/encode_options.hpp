#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settings of the PNG encoder.
struct PngEncodeOptions {
  /// As for deflate(); nullopt: chosen by the image.
  std::optional<int> deflate_level{};
};

inline PngEncodeOptions png_encode_options(const EncodeOptions& options) noexcept {
  constexpr std::array kLevels{0, 1, 2, 3, 4, 5, 6, 8, 10, 12};
  if (!options.effort) return {};
  return {kLevels[static_cast<std::size_t>(*options.effort)]};
}

}  // namespace resizer::imaging
