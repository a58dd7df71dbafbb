#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>

#include "options/docs/documents.hpp"

/// Writes what is made of the table of options: resizer_docs VERSION FOLDER.
int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() != 3) {
    std::cerr << "Usage: resizer_docs VERSION FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = arguments[2];
  for (const auto& [file_name, text] : resizer::options::documents(arguments[1])) {
    std::ofstream file(folder / file_name, std::ios::binary);
    if (!(file << text << std::flush)) {
      std::cerr << "resizer_docs: " << folder / file_name << " cannot be written\n";
      return 1;
    }
  }
  return 0;
}
