#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/options.hpp"
#include "model/setting.hpp"
#include "planning/discovery.hpp"
#include "planning/file_status.hpp"
#include "planning/folder_places.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// The files besides images that a run reads or writes: log, reports, configuration, list, earlier report, standard
/// streams. A file that is written must not have a second role, under any name.
class FileRoles {
 public:
  /// Throws util::Error(conflict) naming both settings if they name the same file; so do the other members.
  FileRoles(const model::Options& options, const SameName& same_name);

  void check_input(const FoundFile& file) const;
  /// `status` is that of the existing file at the output's path.
  void check_output(const std::filesystem::path& output, const std::optional<FileStatus>& status,
                    const std::filesystem::path& input);

 private:
  enum class Use : std::uint8_t { read, written, standard_stream };
  struct Role {
    std::string name;                         ///< "the log app.log"
    std::filesystem::path path;               ///< With links resolved; empty for a standard stream.
    std::optional<FileId> id;                 ///< None if the file does not exist.
    std::optional<model::Setting> setting{};  ///< None for a standard stream.
    Use use = Use::read;
  };

  void add_file(model::Setting setting, const std::filesystem::path& path, Use use);
  [[noreturn]] static void throw_conflict(const Role& role, const std::string& other);
  [[noreturn]] static void throw_conflict(const Role& a, const Role& b);
  void add_stream(std::string_view name, int descriptor);
  void add(Role role);
  bool is_same_file(const Role& a, const Role& b);

  SameName same_name_;
  FolderPlaces places_;
  std::vector<Role> roles_;
};

}  // namespace resizer::planning
