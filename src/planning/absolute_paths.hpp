#pragma once

#include <filesystem>
#include <string>

namespace resizer::planning {

/// Makes paths absolute and removes "." and "..", without asking the system each time.
class AbsolutePaths {
 public:
  AbsolutePaths();
  std::string of(const std::filesystem::path& path) const;

 private:
  std::filesystem::path working_folder_;
};

}  // namespace resizer::planning
