#pragma once

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "util/error.hpp"

namespace resizer::app {

/// What `read` takes from the bytes of an earlier JSON report. Throws util::Error(read_failed) without the file's name,
/// and what `read` throws.
template <class Read>
auto read_earlier_report(const std::filesystem::path& path, Read read) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw util::system_error("cannot be opened", errno, util::ErrorCode::read_failed);
  try {
    return read(file);
  } catch (const std::ios_base::failure&) {
    throw util::system_error("cannot be read", errno == 0 ? EIO : errno, util::ErrorCode::read_failed);
  }
}

}  // namespace resizer::app
