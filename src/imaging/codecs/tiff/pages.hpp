#pragma once

#include "imaging/codecs/tiff/directories.hpp"

/// Selects the image of a TIFF file to decode.
namespace resizer::imaging {

struct TiffPage {
  TiffDirectory directory;
  /// There are other full images, neither reduced copies nor masks.
  bool has_siblings = false;
};

/// The first image that is neither a reduced copy nor a mask, among the pages or below one of them (SubIFDs); the first
/// of all if there is none. Throws util::Error if there is none, if it is camera raw, or if its tags claim more data
/// than the file has.
TiffPage choose_page(const TiffDirectories& file);

}  // namespace resizer::imaging
