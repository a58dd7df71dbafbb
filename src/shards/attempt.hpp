#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "rerun/file_state.hpp"
#include "shards/shard_report.hpp"
#include "util/fd.hpp"

namespace resizer::shards {

/// An attempt at a shard: what it makes is noted at once in a file of its own, beside those of the attempts before it,
/// which may have been killed or still run elsewhere. Nobody else writes that file, so nothing is locked, and attempts
/// on any machines with a common file system see one another's work. All of it was made from the inputs and options of
/// the same plan, so that an output which is there as it was noted need not be made again.
class Attempt {
 public:
  /// Reads what the attempts before have noted, and begins a file in the folder PLAN.ID beside the plan. Throws
  /// util::Error(write_failed) and the like naming it.
  Attempt(const std::filesystem::path& plan_file, const std::string& plan_id, unsigned shard);

  /// From 1; no other attempt at the shard has this number.
  unsigned number() const noexcept { return number_; }

  /// The outputs of an image if an earlier attempt made them, and they are there as it left them.
  std::optional<std::vector<MadeOutput>> made(std::size_t index,
                                              const std::vector<std::filesystem::path>& outputs) const;

  /// Notes the outputs of an image, which are in their places. If that fails, they may be made again one day.
  void note(std::size_t index, const std::vector<std::filesystem::path>& outputs, const std::vector<MadeOutput>& made);

 private:
  struct Noted {
    MadeOutput output;
    rerun::FileState state;
  };

  void read(const std::filesystem::path& file);

  unsigned number_ = 0;
  util::Fd file_;
  std::unordered_multimap<std::size_t, std::vector<Noted>> noted_;  ///< By the index of the image.
};

}  // namespace resizer::shards
