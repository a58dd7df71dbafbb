#pragma once

#include <memory>

#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/plan.hpp"
#include "model/job.hpp"
#include "model/job_report.hpp"
#include "model/options.hpp"
#include "util/reserve_memory.hpp"

namespace resizer::imaging {

/// A picture whose header has been read, and what is to be made of it.
struct OpenedPicture {
  const Codec* source = nullptr;
  const Codec* target = nullptr;
  ByteView file;               ///< As far as it was read.
  std::size_t file_bytes = 0;  ///< Of the whole file.
  std::unique_ptr<Decoder> decoder;
  ImageInfo info;
  ConversionPlan plan;
};

/// Reads a job's file, or as much of it as its image needs, into `bytes`, which must outlive the result, reserves the
/// memory that the picture will take, and notes in `report` what the file is. Throws util::Error.
OpenedPicture open_picture(const model::Job& job, const model::ResizeOptions& options,
                           const util::ReserveMemory& reserve, Bytes& bytes, model::JobReport& report);

/// What a report says of a file of `bytes`.
model::ImageFacts facts_of(const ImageInfo& info, model::Format format, std::size_t bytes);

}  // namespace resizer::imaging
