#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "util/fd.hpp"
#include "util/text_sink.hpp"

/// Files that cannot be replaced atomically and are written directly.
namespace resizer::util {

/// The descriptor of standard output or standard error, if `path` is the same file (/dev/stdout).
std::optional<int> standard_stream(const std::filesystem::path& path) noexcept;

/// Whether `path` is a FIFO, a character device such as a terminal, or a standard stream.
bool is_stream(const std::filesystem::path& path) noexcept;

/// Opens such a file for writing. Does not wait for a reader of a FIFO; without one it fails. Throws Error naming the
/// path.
Fd open_stream(const std::filesystem::path& path);

/// Writes to such a file. A reader that closes it early is not an error. Throws Error naming the path: permission,
/// no_space, write_failed.
void write_stream(const std::filesystem::path& path, const std::function<void(const TextSink& sink)>& write_contents);

}  // namespace resizer::util
