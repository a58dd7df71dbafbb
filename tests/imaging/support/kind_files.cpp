#include "imaging/support/kind_files.hpp"

#include <algorithm>
#include <string>

#include "util/file.hpp"

namespace resizer::imaging::testing_support {

std::vector<Kind> all_kinds() {
  std::vector<Kind> all;
  for (const auto& kinds : {jpeg_kinds(), png_kinds(), webp_kinds(), tiff_kinds(), heif_kinds(), jxl_kinds(),
                            gif_kinds(), bmp_kinds(), raw_kinds()}) {
    all.insert(all.end(), kinds.begin(), kinds.end());
  }
  return all;
}

std::vector<Bytes> files_of(model::Format format) {
  std::vector<Bytes> files;
  for (const Kind& kind : all_kinds()) {
    if (kind.format == format) files.push_back(kind.file);
  }
  return files;
}

void write_kinds(const std::filesystem::path& folder, const std::vector<Kind>& kinds) {
  std::filesystem::create_directories(folder);
  for (const Kind& kind : kinds) {
    std::string name = kind.name + std::string(model::extension_of(kind.format));
    std::replace(name.begin(), name.end(), '/', '-');
    std::filesystem::remove(folder / name);
    util::write_new_file(folder / name, kind.file);
  }
}

}  // namespace resizer::imaging::testing_support
