#include "util/replace_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "util/error.hpp"
#include "util/file.hpp"
#include "util/printable.hpp"
#include "util/private_folder.hpp"
#include "util/signals.hpp"

namespace resizer::util {

namespace fs = std::filesystem;

namespace {

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
  const fs::path absolute = fs::absolute(path, error);
  if (error) throw system_error(printable(path.native()), error.value(), ErrorCode::write_failed);
  const fs::path target = fs::weakly_canonical(absolute, error);
  if (error) throw system_error(printable(path.native()), error.value(), ErrorCode::write_failed);
  try {
    const PrivateFolder folder(target.parent_path());
    const fs::path temp = folder / "file";
    write_text(temp, write_contents);
    copy_permissions(target, temp);
    if (::rename(temp.c_str(), target.c_str()) != 0) {
      throw system_error("cannot be put in its place", errno, ErrorCode::write_failed);
    }
  } catch (const Error& failure) {
    throw Error(failure.code(), printable(path.native()) + ": " + failure.what());
  }
}

}  // namespace resizer::util
