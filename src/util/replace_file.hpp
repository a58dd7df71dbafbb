#pragma once

#include <filesystem>
#include <functional>

#include "util/text_sink.hpp"

namespace resizer::util {

/// Replaces a file atomically: `write_contents` writes to a new file in a PrivateFolder beside it, which is then
/// renamed. A symbolic link is followed. If several processes replace the same file, the last one wins. kEndingSignals
/// are blocked meanwhile, so that no temporary file is left behind. On failure the old file is unchanged. Throws Error
/// naming the path: permission, no_space, write_failed. Call it from the main thread of a process with no other
/// threads.
void replace_file(const std::filesystem::path& path, const std::function<void(const TextSink& sink)>& write_contents);

}  // namespace resizer::util
