#include "resizer/util/replace_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "resizer/util/error.hpp"
#include "resizer/util/file.hpp"
#include "resizer/util/left_behind.hpp"
#include "resizer/util/printable.hpp"
#include "resizer/util/signals.hpp"

namespace resizer::util {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = ".resizer-";
constexpr std::string_view kSuffix = ".tmp";

std::optional<pid_t> maker_of(std::string_view name) noexcept {
  const std::optional<MakerInName> maker = maker_in_name(name, kPrefix);
  return maker && maker->rest == kSuffix ? std::optional(maker->pid) : std::nullopt;
}

/// Writes a text to a new file in blocks.
void write_text(const fs::path& path, const std::function<void(const TextSink& sink)>& write_contents) {
  constexpr std::size_t kBlockBytes = 1U << 16U;
  NewFile file(path);
  std::string block;
  const auto flush = [&] {
    file.write(std::span(reinterpret_cast<const std::uint8_t*>(block.data()), block.size()));
    block.clear();
  };
  write_contents([&](std::string_view part) {
    block += part;
    if (block.size() >= kBlockBytes) flush();
  });
  flush();
  file.finish();
}

}  // namespace

void replace_file(const fs::path& path, const std::function<void(const TextSink& sink)>& write_contents) {
  const SignalGuard signals_wait(kEndingSignals);
  std::error_code error;
  const fs::path target = fs::weakly_canonical(fs::absolute(path), error);
  if (error) throw system_error(printable(path.native()), error.value(), ErrorCode::write_failed);
  const fs::path folder = target.parent_path();
  for (const fs::path& stale : left_behind_in(folder, maker_of, OwnId::left_behind)) ::unlink(stale.c_str());
  const fs::path temp = folder / (std::string(kPrefix) + std::to_string(::getpid()) + std::string(kSuffix));
  try {
    write_text(temp, write_contents);
  } catch (const Error& failure) {
    throw Error(failure.code(), printable(path.native()) + ": " + failure.what());
  }
  if (::rename(temp.c_str(), target.c_str()) == 0) return;
  const int error_number = errno;
  ::unlink(temp.c_str());
  throw system_error(printable(path.native()), error_number, ErrorCode::write_failed);
}

}  // namespace resizer::util
