#pragma once

#include "imaging/codecs/tiff/directories.hpp"

/// Which of the images in a TIFF file is the one to show.
namespace resizer::imaging {

struct TiffPage {
  TiffDirectory directory;
  /// There are other images of their own: neither smaller copies nor masks.
  bool has_siblings = false;
};

/// The first image that is neither a smaller copy of another nor a mask, wherever it stands: among the pages or
/// below one of them (SubIFDs); the first of all where every one is a copy. Throws util::Error if there is none, if it
/// is camera raw, or if its tags claim more data than the file has.
TiffPage choose_page(const TiffDirectories& file);

}  // namespace resizer::imaging
