#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "imaging/core/bytes.hpp"
#include "model/job.hpp"
#include "model/job_report.hpp"
#include "model/options.hpp"
#include "util/reserve_memory.hpp"

namespace resizer::imaging {

/// The outputs of an image in memory.
struct ConvertedImage {
  std::vector<Bytes> files;  ///< For each size of the options, one in each format.
  model::JobReport report;
};

/// Reads, decodes, resizes and encodes images one by one, reusing buffers. Belongs to one worker process: create it
/// after the fork, or use it in one child only.
class ImageProcessor {
 public:
  explicit ImageProcessor(const model::ResizeOptions& options);
  ~ImageProcessor();
  ImageProcessor(ImageProcessor&&) noexcept;
  ImageProcessor& operator=(ImageProcessor&&) noexcept;

  /// Writes one output of job.input to each of `temp_paths`, which must not exist, in the formats of options.formats
  /// or of the input (see output_codecs()). The files are complete and closed on return; after an exception they may be
  /// incomplete, and the caller removes them. Calls `reserve` before allocating memory that grows with the image,
  /// holding next to none meanwhile. Throws util::Error (the message names the reason, not the file) or std::bad_alloc.
  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve = util::any_amount);

  /// The same in memory. `output` is the name of the first output.
  ConvertedImage process(ByteView file, const std::filesystem::path& output,
                         const util::ReserveMemory& reserve = util::any_amount);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::imaging
