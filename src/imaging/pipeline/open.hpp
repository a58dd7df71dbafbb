#pragma once

#include <filesystem>
#include <memory>

#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/plan.hpp"
#include "model/job.hpp"
#include "model/job_report.hpp"
#include "model/options.hpp"
#include "util/reserve_memory.hpp"

namespace resizer::imaging {

/// An image whose header has been read, and its plan.
struct OpenedImage {
  const Codec* source = nullptr;
  ByteView file;               ///< Possibly only its head.
  std::size_t file_bytes = 0;  ///< Of the whole file.
  std::unique_ptr<Decoder> decoder;
  ImageInfo info;
  ConversionPlan plan;
  model::ImageFacts facts;   ///< Of the file.
  model::Warnings warnings;  ///< Of its header and of the plan.
  model::StageTimes times;
};

/// Reads the file of a job, or as much as its image needs, into `bytes`, which must outlive the result, and reserves
/// memory for the image. Throws util::Error.
OpenedImage open_image(const model::Job& job, const model::ResizeOptions& options, const util::ReserveMemory& reserve,
                       Bytes& bytes);

/// The same for a file in memory, whose bytes must outlive the result. `output` is the first output.
OpenedImage open_image(ByteView file, const std::filesystem::path& output, const model::ResizeOptions& options,
                       const util::ReserveMemory& reserve);

/// The facts for the report about a file of `bytes`.
model::ImageFacts facts_of(const ImageInfo& info, model::Format format, std::size_t bytes);

}  // namespace resizer::imaging
