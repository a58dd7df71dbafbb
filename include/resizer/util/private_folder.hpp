#pragma once

#include <filesystem>
#include <string>

namespace resizer::util {

/// A folder for passing files between processes, into which only this user can look. It is removed at the end with all
/// that is in it. What a killed process has left is removed by the next that makes such a folder at the same place.
class PrivateFolder {
 public:
  /// Makes `resizer-PID-XXXXXX` in `place`. Throws Error.
  explicit PrivateFolder(const std::filesystem::path& place = std::filesystem::temp_directory_path());
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace resizer::util
