#include "planning/output_naming.hpp"

#include <algorithm>
#include <string>

#include "model/setting.hpp"
#include "planning/output_names.hpp"
#include "planning/output_table.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
  return util::printable(path.native());
}

[[noreturn]] void throw_collision(const Claim& first, const Claim& second, const model::ResizeOptions& resize) {
  const bool same_input = first.file->path == second.file->path;
  const std::size_t formats = std::max<std::size_t>(resize.formats.size(), 1);
  const auto named = [&](const Claim& claim) {
    return shown(claim.file->path) + (same_input ? " (" + describe(resize.sizes[claim.index / formats]) + ")" : "");
  };
  const bool same_spelling = *first.output == *second.output;
  const std::string conflict = named(first) + " and " + named(second) + " would both become " + shown(*first.output) +
                               (same_spelling ? "" : ", which is " + shown(*second.output) + " on this file system");
  if (same_input) {
    throw model::SettingError(util::ErrorCode::conflict, conflict + "; their names must differ",
                              model::Setting::output_names);
  }
  throw util::Error(util::ErrorCode::conflict, conflict + "; resize them into different folders");
}

bool keeps_extension(const std::vector<fs::path>& outputs, const FoundFile& file) {
  return std::ranges::any_of(outputs,
                             [&](const fs::path& output) { return output.extension() == file.relative.extension(); });
}

bool has_same_extension(const FoundFile& a, const FoundFile& b) {
  return folded(a.relative.extension().native()) == folded(b.relative.extension().native());
}

class Naming {
 public:
  Naming(const std::vector<FoundFile>& files, const model::Options& options, const SameName& same_name)
      : files_(files),
        resize_(options.resize),
        names_(options),
        table_(same_name),
        outputs_(files.size()),
        is_new_(files.size()) {}

  NamedJobs run() {
    std::vector<std::size_t> others;
    for (std::size_t index = 0; index < files_.size(); ++index) {
      outputs_[index] = names_.of(files_[index].relative, OutputNames::Stem::plain);
      if (keeps_extension(outputs_[index], files_[index])) {
        name_plainly(index);
      } else {
        others.push_back(index);
      }
    }
    for (const std::size_t index : others) name_plainly(index);
    for (const Rivals& rivals : rivals_) name_by_whole_name(rivals);
    return take();
  }

 private:
  /// An input whose plain outputs belong to another one.
  struct Rivals {
    std::size_t index;
    const FoundFile* owner;
  };

  void name_plainly(std::size_t index) {
    const FoundFile& file = files_[index];
    const Claim* owner = claim_all(index);
    if (owner == nullptr) return;
    if (has_same_extension(*owner->file, file)) throw_collision(*owner, blocked_, resize_);
    rivals_.push_back({index, owner->file});
  }

  void name_by_whole_name(const Rivals& rivals) {
    const FoundFile& file = files_[rivals.index];
    std::vector<fs::path>& outputs = outputs_[rivals.index];
    outputs = names_.of(file.relative, OutputNames::Stem::whole_name);
    if (const Claim* owner = claim_all(rivals.index)) throw_collision(*owner, blocked_, resize_);
    renamed_.push_back({file.path, outputs.front(), rivals.owner->path});
  }

  /// Claims the outputs of a file; if one belongs to another file, claims none and returns that.
  const Claim* claim_all(std::size_t index) {
    std::vector<Claim> free;
    for (std::size_t output = 0; output < outputs_[index].size(); ++output) {
      const Claim claim{&files_[index], output, &outputs_[index][output]};
      check_length(claim);
      const Claim* owner = table_.owner(*claim.output);
      if (owner == nullptr) {
        free.push_back(claim);
      } else if (owner->file->id != claim.file->id || owner->index != output) {
        blocked_ = claim;
        return owner;
      }
    }
    for (const Claim& claim : free) {
      if (const Claim* owner = free.size() > 1 ? table_.owner(*claim.output) : nullptr) {
        throw_collision(*owner, claim, resize_);
      }
      table_.enter(claim);
    }
    is_new_[index] = !free.empty();
    return nullptr;
  }

  void check_length(const Claim& claim) {
    const std::string complaint = length_complaint(*claim.output, table_.places());
    if (complaint.empty()) return;
    throw util::Error(util::ErrorCode::usage,
                      "the output " + shown(*claim.output) + " of " + shown(claim.file->path) + ' ' + complaint);
  }

  NamedJobs take() {
    NamedJobs named{.jobs = {}, .renamed = std::move(renamed_)};
    for (std::size_t index = 0; index < files_.size(); ++index) {
      const FoundFile& file = files_[index];
      if (is_new_[index]) named.jobs.push_back({file.path, file.bytes, std::move(outputs_[index])});
    }
    return named;
  }

  const std::vector<FoundFile>& files_;
  const model::ResizeOptions& resize_;
  OutputNames names_;
  OutputTable table_;
  std::vector<std::vector<fs::path>> outputs_;  ///< Of each file; claims point to them.
  std::vector<bool> is_new_;                    ///< False for a file found before with the same outputs.
  std::vector<Rivals> rivals_;
  std::vector<model::Renamed> renamed_;
  Claim blocked_;  ///< The one that claim_all() could not make.
};

}  // namespace

NamedJobs name_outputs(const std::vector<FoundFile>& files, const model::Options& options, const SameName& same_name) {
  return Naming(files, options, same_name).run();
}

}  // namespace resizer::planning
