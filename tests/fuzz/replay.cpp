// Tries the files of a folder, for builds without libFuzzer: what was a finding once must not be one again.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <span>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "support/temp_folder.hpp"

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (const char* folder : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const std::filesystem::path& file : files) {
    std::cout << file.string() << std::endl;  // flushed: it is the last word if the file is a finding
    const std::string bytes = resizer::test::read_file(file);
    resizer::fuzz::try_input({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  }
  return files.empty() ? 1 : 0;
}
