#include "rerun/source.hpp"

#include <algorithm>
#include <thread>

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;

Source look_at(const fs::path& input, Hashed hashed) {
  Source source{.state = file_state(input), .hash = {}};
  if (hashed == Hashed::yes) source.hash = content_hash(input);
  return source;
}

std::chrono::nanoseconds now() {
  return std::chrono::system_clock::now().time_since_epoch();
}

}  // namespace

std::vector<Source> look_at_sources(const std::vector<model::Job>& jobs, Hashed hashed) {
  std::vector<Source> sources;
  sources.reserve(jobs.size());
  std::vector<std::size_t> too_new;
  const std::chrono::nanoseconds begun = now();
  for (const model::Job& job : jobs) {
    sources.push_back(look_at(job.input, hashed));
    const auto& state = sources.back().state;
    if (state && is_too_new(*state, begun)) too_new.push_back(sources.size() - 1);
  }
  const auto are_too_new = [&] {
    return std::ranges::any_of(too_new, [&](std::size_t index) { return is_too_new(*sources[index].state, now()); });
  };
  while (are_too_new()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (const std::size_t index : too_new) sources[index] = look_at(jobs[index].input, hashed);
  return sources;
}

std::string below(const fs::path& output_folder, const fs::path& output) {
  const std::string& folder = output_folder.native();
  const std::string& path = output.native();
  if (!path.starts_with(folder)) return output.lexically_relative(output_folder).native();
  const std::size_t start = path.find_first_not_of('/', folder.size());
  return start == std::string::npos ? std::string() : path.substr(start);
}

}  // namespace resizer::rerun
