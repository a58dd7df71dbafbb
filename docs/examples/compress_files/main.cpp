// Compresses files with gzip, in one process and in several, each confined to the files it is given, and tells what the
// several were worth:
//
//   compress_files FOLDER FILE...
#include <libdeflate.h>

#include <cstdio>
#include <memory>
#include <resizer/task_pool.hpp>

namespace pool = resizer::task_pool;

namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// Runs in a worker. The result is the percentage that is left.
std::string compress(const pool::Task& task, pool::Context& context) {
  const std::uint64_t input_bytes = std::filesystem::file_size(task.input);
  context.reserve_memory(2 * input_bytes + (std::uint64_t{4} << 20U));
  const std::vector<std::uint8_t> input = context.read_input();

  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(libdeflate_alloc_compressor(12));
  if (!compressor) throw std::bad_alloc();
  std::vector<std::uint8_t> output(libdeflate_gzip_compress_bound(compressor.get(), input.size()));
  output.resize(libdeflate_gzip_compress(compressor.get(), input.data(), input.size(), output.data(), output.size()));
  context.write_output(0, output);
  return input.empty() ? "100" : std::to_string(100 * output.size() / input.size());
}

double seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

/// False when a file could not be compressed.
bool print_outcomes(const std::vector<pool::Task>& tasks, const pool::Run& run) {
  bool all_done = true;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const pool::Outcome& outcome = run.outcomes[i];
    const bool is_done = outcome.done() != nullptr;
    const std::string text = is_done ? outcome.done()->result + " % left" : pool::reason(outcome.kind);
    std::printf("%s: %s\n", tasks[i].input.c_str(), text.c_str());
    all_done &= is_done;
  }
  return all_done;
}

void print_speedup(const pool::Measurement& measured) {
  if (!measured.speedup) return;
  const pool::Run& sequential = measured.sequential.back();
  const pool::Run& parallel = measured.parallel.back();
  std::printf("last round: %.3f s in one worker, %.3f s in %u\n", seconds(sequential.wall), seconds(parallel.wall),
              parallel.workers);
  std::printf("speedup: %.2f", measured.speedup->estimate);
  if (const auto& interval = measured.speedup->interval) {
    std::printf(" (%.2f to %.2f, %.0f %% interval)", interval->low, interval->high, 100 * interval->coverage);
  }
  std::printf(" in %zu rounds\n", measured.speedup->rounds.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: compress_files FOLDER FILE...\n");
    return 2;
  }
  try {
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    std::vector<pool::Task> tasks;
    for (int k = 2; k < argc; ++k) {
      const std::filesystem::path input = argv[k];
      tasks.push_back({.input = input, .outputs = {folder / (input.filename().string() + ".gz")}});
    }
    const pool::Options options{.timeout = std::chrono::minutes(5), .retries = 1};
    const pool::Measurement measured = pool::measure(tasks, compress, {.measured = 6}, options);
    const bool all_done =
        print_outcomes(tasks, measured.parallel.empty() ? measured.sequential.back() : measured.parallel.back());
    print_speedup(measured);
    return all_done ? 0 : 1;
  } catch (const resizer::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
