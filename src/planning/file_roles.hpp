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

/// Every file besides the images that a run reads or writes: log, reports, configuration, list, earlier report,
/// standard streams. No file may have two roles, one of which is to be written, under whatever names.
class FileRoles {
 public:
  /// Throws util::Error(conflict) naming both files when two settings name one; so do the others.
  FileRoles(const model::Options& options, const SameName& same_name);

  void check_input(const FoundFile& file) const;
  /// `status` is that of the file that stands in the output's place now.
  void check_output(const std::filesystem::path& output, const std::optional<FileStatus>& status,
                    const std::filesystem::path& input);

 private:
  enum class Use : std::uint8_t { read, written, standard_stream };
  struct Role {
    std::string name;                         ///< "the log app.log"
    std::filesystem::path path;               ///< Where links lead to; empty for a standard stream.
    std::optional<FileId> id;                 ///< None while the file does not exist.
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
