// Writes a small file of every kind that can be read: write_kinds FOLDER.
#include <exception>
#include <iostream>

#include "imaging/support/kind_files.hpp"

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: write_kinds FOLDER\n";
    return 2;
  }
  namespace test = resizer::imaging::testing_support;
  std::vector<test::Kind> kinds = test::all_kinds();
  // Of RAW, other programs read the data rather than the preview.
  std::erase_if(kinds, [](const test::Kind& kind) { return kind.format == resizer::model::Format::raw; });
  test::write_kinds(argv[1], kinds);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "write_kinds: " << error.what() << '\n';
  return 1;
}
