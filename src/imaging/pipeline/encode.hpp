#pragma once

#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/open.hpp"

namespace resizer::imaging {

/// The file of one output.
struct EncodedOutput {
  /// The encoded file; none if the output is a copy of the input.
  std::optional<Bytes> bytes;
  model::OutputFacts facts;
  model::Warnings warnings;  ///< Of metadata that could not be kept.

  ByteView file(const OpenedImage& image) const noexcept { return bytes ? ByteView(*bytes) : image.file; }
};

/// Encodes a finished image with the metadata to keep, unless the output is a copy of the input. Throws util::Error.
EncodedOutput encode_output(const Finished& finished, const OpenedImage& image, const OutputPlan& plan,
                            const model::ResizeOptions& options);

}  // namespace resizer::imaging
