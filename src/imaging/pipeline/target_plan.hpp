#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// What an output format makes of an image.
struct TargetPlan {
  const Codec* codec = nullptr;
  bool to_srgb = false;
  std::optional<model::BackgroundColor> background{};
  bool gray_to_rgb = false;  ///< A gray image needs colors, for its background.
  Compression compression = Compression::lossy;
  bool chroma_by_content = false;  ///< Chroma is planned in full, and halved at the end if that loses little.
  std::optional<model::Sharpening> sharpen{};
  PixelFormat pre_rotation;  ///< The encoded format, before the orientation is applied.
  PixelFormat stored;        ///< The encoded format.
  model::Warnings warnings;  ///< About what the format cannot hold.
};

/// The plan for outputs of an image in this format, some of them padded or none.
TargetPlan plan_target(const ImageInfo& info, const Codec& source, const Codec& codec, bool is_padded,
                       const model::ResizeOptions& options);

/// The codecs for the outputs: of the requested formats, otherwise that of the input or, if that cannot be written,
/// that of the output's extension or else the one for such inputs. Throws util::Error(unsupported_format).
std::vector<const Codec*> output_codecs(const Codec& source, const std::vector<model::Format>& asked,
                                        const std::filesystem::path& output);

}  // namespace resizer::imaging
