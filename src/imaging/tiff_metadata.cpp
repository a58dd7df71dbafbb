#include "imaging/tiff_metadata.hpp"

namespace resizer::imaging {
namespace {

Bytes block(const TiffSource& file, ttag_t tag) {
  std::uint32_t count = 0;
  const void* data = nullptr;
  if (TIFFGetField(file.handle(), tag, &count, &data) != 1 || data == nullptr) return {};
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  return {bytes, bytes + count};
}

void set_block(const TiffSink& file, ttag_t tag, const Bytes& bytes) {
  if (bytes.empty()) return;
  TIFFSetField(file.handle(), tag, static_cast<std::uint32_t>(bytes.size()), bytes.data());
}

}  // namespace

void collect_metadata(const TiffSource& file, ImageInfo& info) {
  info.metadata.icc = block(file, TIFFTAG_ICCPROFILE);
  info.metadata.xmp = block(file, TIFFTAG_XMLPACKET);
  info.metadata.iptc = block(file, TIFFTAG_PHOTOSHOP);  // the same resources as in a JPEG's APP13
  std::uint16_t orientation = 1;
  if (TIFFGetField(file.handle(), TIFFTAG_ORIENTATION, &orientation) == 1 && orientation >= 1 && orientation <= 8) {
    info.orientation = orientation;
  }
}

void write_metadata(const TiffSink& file, const Metadata& metadata) {
  set_block(file, TIFFTAG_ICCPROFILE, metadata.icc);
  set_block(file, TIFFTAG_XMLPACKET, metadata.xmp);
  set_block(file, TIFFTAG_PHOTOSHOP, metadata.iptc);
}

}  // namespace resizer::imaging
