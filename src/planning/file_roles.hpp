#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/options.hpp"
#include "planning/discovery.hpp"
#include "planning/file_status.hpp"
#include "planning/folder_places.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// Every file besides the images that a run reads or writes: log, reports, configuration, list, earlier report,
/// standard streams. No file may have two roles, one of which is to be written, under whatever names.
class FileRoles {
 public:
  /// Throws util::Error(conflict) naming both options when two of them name one file; so do the others.
  FileRoles(const model::Options& options, const SameName& same_name);

  void check_input(const FoundFile& file) const;
  /// `status` is that of the file that stands in the output's place now.
  void check_output(const std::filesystem::path& output, const std::optional<FileStatus>& status,
                    const std::filesystem::path& input);

 private:
  enum class Use : std::uint8_t { read, written, standard_stream };
  struct Role {
    std::string name;            ///< "--log-file app.log"
    std::filesystem::path path;  ///< Where links lead to; empty for a standard stream.
    std::optional<FileId> id;    ///< None while the file does not exist.
    Use use = Use::read;
  };

  void add_option(std::string_view option, const std::filesystem::path& path, Use use);
  void add_stream(std::string_view name, int descriptor);
  void add(Role role);
  bool is_same_file(const Role& a, const Role& b);

  SameName same_name_;
  FolderPlaces places_;
  std::vector<Role> roles_;
};

}  // namespace resizer::planning
