#pragma once

#include "imaging/pipeline/finish.hpp"
#include "imaging/pipeline/open.hpp"

namespace resizer::imaging {

/// The file of one output.
struct EncodedOutput {
  /// The file's bytes where they are not those of the input, which stays as it is.
  std::optional<Bytes> bytes;
  model::OutputFacts facts;
  model::Warnings warnings;  ///< Of metadata that could not be kept.

  ByteView file(const OpenedImage& image) const noexcept { return bytes ? ByteView(*bytes) : image.file; }
};

/// Encodes a finished image with the metadata that is kept, unless the input's file is the output as it is. Throws
/// util::Error.
EncodedOutput encode_output(const Finished& finished, const OpenedImage& image, const OutputPlan& plan,
                            const model::ResizeOptions& options);

}  // namespace resizer::imaging
