#include "util/stream_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

}  // namespace

std::optional<int> standard_stream(const fs::path& path) noexcept {
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) return std::nullopt;
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat status {};
    if (::fstat(stream, &status) == 0 && status.st_dev == file.st_dev && status.st_ino == file.st_ino) return stream;
  }
  return std::nullopt;
}

bool is_stream(const fs::path& path) noexcept {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  return S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) || standard_stream(path);
}

Fd open_stream(const fs::path& path) {
  // Another descriptor of a standard stream shares its position, so later output does not overwrite this.
  const auto stream = standard_stream(path);
  Fd file(stream ? ::fcntl(*stream, F_DUPFD_CLOEXEC, 0)
                 : ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file && errno == ENXIO) throw Error(ErrorCode::write_failed, printable(path.native()) + ": no process reads it");
  if (!file) throw system_error(printable(path.native()), errno, ErrorCode::write_failed);
  if (!stream) ::fcntl(file.get(), F_SETFL, 0);  // Wait for a slow reader.
  return file;
}

void write_stream(const fs::path& path, const std::function<void(const TextSink& sink)>& write_contents) {
  Fd descriptor = open_stream(path);
  const std::unique_ptr<std::FILE, CloseFile> file(::fdopen(descriptor.get(), "w"));
  const auto require = [&](bool is_written) {
    if (!is_written && errno != EPIPE) throw system_error(printable(path.native()), errno, ErrorCode::write_failed);
  };
  require(file != nullptr);
  static_cast<void>(descriptor.release());
  write_contents(
      [&](std::string_view part) { require(std::fwrite(part.data(), 1, part.size(), file.get()) == part.size()); });
  require(std::fflush(file.get()) == 0);
}

}  // namespace resizer::util
