#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "resizer/task_pool.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::api {

/// The results of tasks, in memory shared with the parent. A worker can write anything there, but the parent only ever
/// reads a text of at most kMaxResultBytes.
class TaskResults {
 public:
  explicit TaskResults(std::size_t tasks) : slots_(tasks) {}

  /// Worker. Throws Error(too_large).
  void store(std::size_t task, std::string_view result) const;
  /// Parent, once the task is done.
  std::string load(std::size_t task) const;

 private:
  struct Slot {
    std::uint32_t bytes;
    std::array<char, task_pool::kMaxResultBytes> text;
  };
  util::SharedArray<Slot> slots_;
};

}  // namespace resizer::api
