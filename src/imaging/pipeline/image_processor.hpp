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

/// An image made into others in memory.
struct ConvertedImage {
  std::vector<Bytes> files;  ///< One for each of the options' sizes.
  model::JobReport report;
};

/// Reads, decodes, resizes and encodes one image after another, keeping buffers between them. Belongs to one worker
/// process: make it after the fork, or make it before and use it in one child only.
class ImageProcessor {
 public:
  explicit ImageProcessor(const model::ResizeOptions& options);
  ~ImageProcessor();
  ImageProcessor(ImageProcessor&&) noexcept;
  ImageProcessor& operator=(ImageProcessor&&) noexcept;

  /// Makes of job.input one file for each of `temp_paths`, which must not exist, in the format that the extension of
  /// job.outputs[k] names or options.format sets. The files are complete and closed on return; after a throw none of
  /// them is claimed to be complete, and the caller removes them.
  /// Calls `reserve` before it takes memory that grows with the picture, and holds next to nothing meanwhile.
  /// Throws util::Error (the message names the reason, not the file) or std::bad_alloc.
  model::JobReport process(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                           const util::ReserveMemory& reserve = util::any_amount);

  /// The same in memory. `output` stands for the outputs' names.
  ConvertedImage process(ByteView file, const std::filesystem::path& output,
                         const util::ReserveMemory& reserve = util::any_amount);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// To be called once in a process before it forks workers: loads the libraries that codecs would load later.
/// It leaves OpenCV alone: what is used of it never asks for its threads, and telling it so would start them up first.
void prepare_process();

}  // namespace resizer::imaging
