#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace resizer::exec {

/// A control group that limits memory, below this process's own; removed at the end, when all its processes are gone.
class MemoryGroup {
 public:
  /// Null where this process may not make one, or its group has no memory controller to hand down.
  static std::unique_ptr<MemoryGroup> make(std::uint64_t bytes);
  MemoryGroup(const MemoryGroup&) = delete;
  MemoryGroup& operator=(const MemoryGroup&) = delete;
  ~MemoryGroup();

  /// Moves the calling process into the group; aborts it where that fails.
  void enter() const;

 private:
  explicit MemoryGroup(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace resizer::exec
