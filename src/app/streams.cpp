#include "app/streams.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/executors.hpp"
#include "app/preflight.hpp"
#include "app/standard_streams.hpp"
#include "imaging/pipeline/codec_libraries.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/printable.hpp"
#include "util/private_folder.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;

bool is_stream_name(const fs::path& path) {
  return path == "-";
}

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

void check_other_options(const model::Options& options) {
  struct Row {
    bool is_given;
    std::string_view name;
  };
  const auto rows = std::to_array<Row>({
      {options.paths.files_from.has_value(), "--files-from"},
      {options.paths.only_failed.has_value(), "--only-failed"},
      {options.paths.overwrite == model::Overwrite::changed, "--overwrite changed"},
      {options.paths.prune, "--prune"},
      {options.paths.name_template.has_value(), "--name"},
      {options.paths.dry_run, "--dry-run"},
      {options.paths.keep_dates, "--keep-dates"},
      {options.output.json, "--json"},
      {!model::requested_files(options.output.report_files).empty(), "a report"},
      {options.output.log_file.has_value(), "--log-file"},
      {options.run.against.has_value(), "--against"},
      {!options.run.baselines.empty(), "--compare"},
      {options.run.runs != model::Runs(1U) || options.run.warmup > 0, "--runs or --warmup"},
  });
  const auto* given = std::ranges::find_if(rows, &Row::is_given);
  if (given == rows.end()) return;
  throw_usage("--out -: cannot be combined with " + std::string(given->name) + ", since a pipe is not measured");
}

void check_terminals(bool reads_stream) {
  if (::isatty(STDOUT_FILENO) == 1) {
    throw_usage("--out -: standard output is a terminal; redirect it to a file or a pipe");
  }
  if (reads_stream && ::isatty(STDIN_FILENO) == 1) {
    throw_usage("--in -: standard input is a terminal; redirect it from a file or a pipe");
  }
}

/// Saves standard input in a file.
void save_input(const fs::path& path) {
  util::NewFile file(path);
  std::vector<std::uint8_t> chunk(kChunkBytes);
  for (std::uintmax_t total_bytes = 0;;) {
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw util::system_error("standard input", errno, util::ErrorCode::read_failed);
    if (count == 0) break;
    total_bytes += static_cast<std::uintmax_t>(count);
    if (total_bytes > model::kMaxInputBytes) {
      throw util::Error(util::ErrorCode::too_large, "standard input: more than the " +
                                                        std::to_string(model::kMaxInputBytes) + " bytes that are read");
    }
    file.write(std::span(chunk).first(static_cast<std::size_t>(count)));
  }
  file.finish();
}

void print_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, kChunkBytes> chunk{};
  while (file.read(chunk.data(), chunk.size()) || file.gcount() > 0) {
    write_out({chunk.data(), static_cast<std::size_t>(file.gcount())});
  }
  if (file.bad() || !file.eof()) throw util::Error(util::ErrorCode::read_failed, "the result cannot be read again");
  flush_out();
}

class NoObserver final : public exec::RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {}
  void on_tick() override {}
};

/// The size of a file to be read; throws if there is none.
std::uintmax_t size_of(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(file, error);
  if (error) throw util::Error(util::ErrorCode::no_input, util::printable(file.native()) + ": " + error.message());
  return bytes;
}

void warn(const std::string& name, model::Warnings warnings) {
  for (const auto& [warning, word] : model::names<model::Warning>()) {
    if (warnings.has(warning)) complain(name + ": warning: " + std::string(model::describe(warning)));
  }
}

}  // namespace

bool writes_to_stream(const model::PathOptions& paths) {
  return is_stream_name(paths.output_dir);
}

void check_streams(const model::Options& options) {
  const bool reads_stream = std::ranges::any_of(options.paths.inputs, is_stream_name);
  if (!writes_to_stream(options.paths)) {
    if (reads_stream) throw_usage("--in -: what comes from standard input has no name; write it to --out -");
    return;
  }
  check_other_options(options);
  if (options.paths.inputs.size() != 1) throw_usage("--out -: standard output takes one image; name one input");
  if (options.resize.sizes.size() > 1 || options.resize.formats.size() > 1) {
    throw_usage("--out -: standard output takes one image; give one size and one format");
  }
}

int run_stream(const model::Options& options, Phase& phase) {
  const bool reads_stream = is_stream_name(options.paths.inputs.front());
  check_terminals(reads_stream);
  const model::SandboxSupport sandbox = choose_sandbox(options.control.sandbox);
  const util::PrivateFolder folder;
  // Without an extension, so that the contents decide on the format.
  model::Job job{options.paths.inputs.front(), 0, {folder / "output"}};
  const std::string name = reads_stream ? "standard input" : util::printable(job.input.native());
  if (reads_stream) {
    phase = Phase::working;
    job.input = folder / "input";
    save_input(job.input);
  }
  job.input_bytes = size_of(job.input);
  phase = Phase::working;
  imaging::load_codec_libraries(std::span(&job, 1), options.resize);
  const auto executor = exec::make_sequential_executor(job_function(options.resize),
                                                       {.control = options.control, .sandbox = sandbox.layers});
  NoObserver observer;
  const model::RunResult result = executor->run(std::span(&job, 1), observer);
  const model::JobOutcome& outcome = result.outcomes.front();
  if (const model::Done* done = outcome.done()) {
    if (!options.output.quiet) warn(name, done->report.warnings);
    print_file(job.outputs.front());
  } else {
    complain(name + ": " + util::printable(model::reason(outcome.kind)));
  }
  return exit_code(result);
}

}  // namespace resizer::app
