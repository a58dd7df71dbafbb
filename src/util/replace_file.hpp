#pragma once

#include <filesystem>
#include <functional>

#include "util/text_sink.hpp"

namespace resizer::util {

/// Gives a file new contents, which `write_contents` puts into a sink, so that nobody ever sees half of them: they are
/// written to a file in a PrivateFolder beside it, which then takes its name. Where `path` is a symbolic link, the file
/// that it leads to is replaced. Of several processes that replace one file at a time, the last wins. kEndingSignals
/// wait meanwhile, so that none of them leaves a temporary file behind. After a failure the former file is as it was.
/// Throws Error naming the path: permission, no_space, write_failed. Call it from the main thread of a process with no
/// other threads.
void replace_file(const std::filesystem::path& path, const std::function<void(const TextSink& sink)>& write_contents);

}  // namespace resizer::util
