#include "resizer/resize.hpp"

#include "api/errors.hpp"
#include "api/resize_options.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "imaging/pipeline/stage_timer.hpp"
#include "model/job.hpp"
#include "util/file.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/replace_file.hpp"

namespace resizer {
namespace {

using imaging::Bytes;
using imaging::ByteView;

/// Grants as much as the options allow.
util::ReserveMemory within(std::optional<std::uint64_t> limit_bytes) {
  if (!limit_bytes) return util::any_amount;
  return [limit = *limit_bytes](std::uint64_t bytes) {
    if (bytes <= limit) return limit;
    throw util::Error(
        util::ErrorCode::too_large,
        "needs " + util::format_bytes(bytes) + " of memory, more than the limit of " + util::format_bytes(limit));
  };
}

std::vector<Warning> named(model::Warnings warnings) {
  std::vector<Warning> all;
  for (const auto& [warning, name] : model::names<model::Warning>()) {
    if (warnings.has(warning)) all.push_back({std::string(name), std::string(model::describe(warning))});
  }
  return all;
}

StageTimes to_public(const model::StageTimes& times) {
  return {.read = times.read,
          .decode = times.decode,
          .resample = times.resample,
          .encode = times.encode,
          .write = times.write};
}

void write_file(const std::filesystem::path& path, const Bytes& bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  util::replace_file(path, [&](const util::TextSink& sink) { sink(text); });
}

/// Resizes an image in memory.
ResizeReport convert(ByteView file, const std::vector<Output>& outputs, const ResizeOptions& options,
                     const model::ResizeOptions& wanted) {
  const std::filesystem::path name = outputs.front().file.value_or(std::filesystem::path());
  imaging::ImageProcessor processor(wanted);
  auto [files, facts] = processor.process(file, name, within(options.memory_limit_bytes));
  ResizeReport report{.input = api::to_public(facts.input),
                      .outputs = {},
                      .warnings = named(facts.warnings),
                      .times = to_public(facts.times)};
  for (std::size_t k = 0; k < files.size(); ++k) {
    report.outputs.push_back({.image = api::to_public(facts.outputs[k].image), .bytes = std::move(files[k])});
  }
  return report;
}

/// Errors of an image in memory name no file.
ResizeReport convert_file(const std::filesystem::path& path, const std::vector<Output>& outputs,
                          const ResizeOptions& options, const model::ResizeOptions& wanted) {
  try {
    Bytes bytes;
    std::chrono::nanoseconds reading{};
    imaging::timed(reading, [&] { util::read_file(path, model::kMaxInputBytes, bytes); });
    ResizeReport report = convert(bytes, outputs, options, wanted);
    report.times.read += reading;
    return report;
  } catch (const util::Error& error) {
    throw util::Error(error.code(), util::printable(path.native()) + ": " + error.what());
  }
}

ResizeReport resize_image(const Input& input, const std::vector<Output>& outputs, const ResizeOptions& options) {
  const model::ResizeOptions wanted = api::to_model(outputs, options);
  const auto* path = std::get_if<std::filesystem::path>(&input);
  ResizeReport report = path != nullptr
                            ? convert_file(*path, outputs, options, wanted)
                            : convert(std::get<std::span<const std::uint8_t>>(input), outputs, options, wanted);
  imaging::timed(report.times.write, [&] {
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      if (!outputs[k].file) continue;
      write_file(*outputs[k].file, report.outputs[k].bytes);
      report.outputs[k].bytes = {};
    }
  });
  return report;
}

}  // namespace

ResizeReport resize(const Input& input, const std::vector<Output>& outputs, const ResizeOptions& options) {
  return api::translated([&] { return resize_image(input, outputs, options); });
}

void prepare_to_resize() {
  imaging::load_codec_libraries();
}

}  // namespace resizer
