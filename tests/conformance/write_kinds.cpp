// Writes a small file of every kind that can be read: write_kinds FOLDER.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "imaging/support/kinds.hpp"

namespace {

namespace fs = std::filesystem;
namespace test = resizer::imaging::testing_support;

void write_kinds(const fs::path& folder, const std::vector<test::Kind>& kinds) {
  fs::create_directories(folder);
  for (const test::Kind& kind : kinds) {
    std::string name = kind.name;
    std::replace(name.begin(), name.end(), '/', '-');
    std::ofstream file(folder / (name + '.' + std::string(resizer::model::name_of(kind.format))), std::ios::binary);
    file.write(reinterpret_cast<const char*>(kind.file.data()), static_cast<std::streamsize>(kind.file.size()));
    file.close();
    if (!file) throw std::runtime_error("cannot write to " + folder.string());
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: write_kinds FOLDER\n";
    return 2;
  }
  for (const auto& kinds :
       {test::jpeg_kinds(), test::png_kinds(), test::webp_kinds(), test::tiff_kinds(), test::heif_kinds()}) {
    write_kinds(argv[1], kinds);
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "write_kinds: " << error.what() << '\n';
  return 1;
}
