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

/// An image whose header has been read, and what is to be made of it.
struct OpenedImage {
  const Codec* source = nullptr;
  const Codec* target = nullptr;
  ByteView file;               ///< As far as it was read.
  std::size_t file_bytes = 0;  ///< Of the whole file.
  std::unique_ptr<Decoder> decoder;
  ImageInfo info;
  ConversionPlan plan;
  model::ImageFacts facts;   ///< Of the file.
  model::Warnings warnings;  ///< Of its header and of the plan.
  model::StageTimes times;
};

/// Reads a job's file, or as much of it as its image needs, into `bytes`, which must outlive the result, and reserves
/// the memory that the image will take. Throws util::Error.
OpenedImage open_image(const model::Job& job, const model::ResizeOptions& options, const util::ReserveMemory& reserve,
                       Bytes& bytes);

/// The same for a file that is in memory already; its bytes must outlive the result. `output` is the first of its
/// outputs.
OpenedImage open_image(ByteView file, const std::filesystem::path& output, const model::ResizeOptions& options,
                       const util::ReserveMemory& reserve);

/// What a report says of a file of `bytes`.
model::ImageFacts facts_of(const ImageInfo& info, model::Format format, std::size_t bytes);

}  // namespace resizer::imaging
