#include "imaging/codecs/tiff/rgba.hpp"

#include <array>
#include <string>

#include "util/error.hpp"

namespace resizer::imaging {

TiffRgba::TiffRgba(const TiffSource& file, const Damage& damage) {
  std::array<char, 1024> reason{};
  const int stop_on_error = damage.is_tolerated() ? 0 : 1;
  if (TIFFRGBAImageBegin(&image_, file.handle(), stop_on_error, reason.data()) != 1) {
    if (file.is_damaged()) throw file.error();
    throw util::Error(util::ErrorCode::unsupported_format, std::string("unsupported TIFF: ") + reason.data());
  }
  image_.orientation = ORIENTATION_TOPLEFT;  // orientation is applied after resampling
  image_.req_orientation = ORIENTATION_TOPLEFT;
}

bool TiffRgba::get(std::uint32_t* pixels, std::uint32_t y, std::uint32_t row_count) {
  image_.row_offset = static_cast<int>(y);
  return TIFFRGBAImageGet(&image_, pixels, image_.width, row_count) == 1;
}

}  // namespace resizer::imaging
