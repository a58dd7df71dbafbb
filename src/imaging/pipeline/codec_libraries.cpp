#include "imaging/pipeline/codec_libraries.hpp"

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/target_plan.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

/// Loading all libraries takes as long as reading the heads of several hundred files.
constexpr std::size_t kFewFiles = 128;

/// Enough for Codec::matches().
constexpr std::size_t kHeadBytes = 32;

/// Workers find out what is wrong themselves: with a file, or with a library when they first need it.
template <class Action>
void ignoring_errors(const Action& action) {
  try {
    action();
  } catch (const util::Error&) {
  }
}

void load(void (*library)()) {
  if (library != nullptr) ignoring_errors(library);
}

void load_for(const model::Job& job, const model::ResizeOptions& options) {
  Bytes head;
  util::read_file(job.input, model::kMaxInputBytes, head, kHeadBytes);
  const Codec* source = recognize(head);
  if (source == nullptr) return;
  load(source->load_decoder);
  for (const Codec* target : output_codecs(*source, options.formats, job.outputs.front())) load(target->load_encoder);
}

}  // namespace

void load_codec_libraries(std::span<const model::Job> jobs, const model::ResizeOptions& options) {
  if (jobs.size() > kFewFiles) return load_codec_libraries();
  for (const model::Job& job : jobs) ignoring_errors([&] { load_for(job, options); });
}

void load_codec_libraries() {
  for (const Codec& codec : codecs()) {
    load(codec.load_decoder);
    load(codec.load_encoder);
  }
}

}  // namespace resizer::imaging
