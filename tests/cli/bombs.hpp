#pragma once

#include <string>
#include <vector>

/// Files of a few bytes, or of a few megabytes at most, that a careless reader would spend gigabytes or hours on.
namespace resizer::test {

struct Bomb {
  std::string name;    ///< As a file, with its extension.
  std::string file;    ///< Its bytes.
  std::string reason;  ///< What the failure names; empty if a reader that skips the bomb finds a good image.
};

std::vector<Bomb> make_bombs();

/// Good images of 64 megapixels, of many shapes, in few bytes.
std::vector<Bomb> make_large_images();

}  // namespace resizer::test
