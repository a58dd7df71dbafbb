#include "shards/attempt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "shards/listing.hpp"
#include "shards/time_text.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::shards {
namespace {

namespace fs = std::filesystem;

}  // namespace

Attempt::Attempt(const fs::path& plan_file, const std::string& plan_id, unsigned shard) {
  const fs::path folder = plan_file.native() + '.' + plan_id;
  const std::string named = "the notes of attempts in " + util::printable(folder.native());
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw util::system_error(named, error.value(), util::ErrorCode::write_failed);
  constexpr mode_t kReadWriteAll = 0666;  // minus the umask
  while (!file_) {
    const fs::path file = folder / ("shard-" + std::to_string(shard) + "-attempt-" + std::to_string(++number_));
    file_ =
        util::Fd(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadWriteAll));
    if (file_) break;
    if (errno != EEXIST) throw util::system_error(named, errno, util::ErrorCode::write_failed);
    read(file);
  }
}

/// A line that was not written to its end, or is damaged, is no note: its image is made again.
void Attempt::read(const fs::path& file) {
  std::ifstream lines(file, std::ios::binary);
  for (std::string line; std::getline(lines, line) && !lines.eof();) {
    try {
      const Json json = Json::parse(line);
      std::vector<Noted> outputs;
      for (const Json& output : member(json, "outputs")) {
        outputs.push_back(
            {.output = {.bytes = whole_of(output, "bytes"), .hash = hash_from(text_of(output, "xxh3"))},
             .state = {.bytes = whole_of(output, "bytes"), .modified = time_from(text_of(output, "modified"))}});
      }
      noted_.emplace(whole_of(json, "index"), std::move(outputs));
    } catch (const Json::exception&) {
      continue;
    } catch (const util::Error&) {
      continue;
    }
  }
}

std::optional<std::vector<MadeOutput>> Attempt::made(std::size_t index, const std::vector<fs::path>& outputs) const {
  const auto [first, last] = noted_.equal_range(index);
  if (first == last) return std::nullopt;
  std::vector<std::optional<rerun::FileState>> states;
  states.reserve(outputs.size());
  for (const fs::path& output : outputs) states.push_back(rerun::file_state(output));
  for (auto noted = first; noted != last; ++noted) {
    const std::vector<Noted>& all = noted->second;
    const bool is_as_noted =
        std::ranges::equal(all, states, {}, [](const Noted& one) { return std::optional(one.state); });
    if (!is_as_noted) continue;
    std::vector<MadeOutput> made;
    made.reserve(all.size());
    for (const Noted& one : all) made.push_back(one.output);
    return made;
  }
  return std::nullopt;
}

void Attempt::note(std::size_t index, const std::vector<fs::path>& outputs, const std::vector<MadeOutput>& made) {
  Json all = Json::array();
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const auto state = rerun::file_state(outputs[k]);
    if (!state || state->bytes != made.at(k).bytes) return;
    all.push_back(
        {{"bytes", state->bytes}, {"modified", time_text(state->modified)}, {"xxh3", hash_text(made[k].hash)}});
  }
  const std::string line = Json{{"index", index}, {"outputs", std::move(all)}}.dump() + '\n';
  while (::write(file_.get(), line.data(), line.size()) < 0 && errno == EINTR) {
  }
}

}  // namespace resizer::shards
