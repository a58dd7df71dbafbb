#include "imaging/codecs/tiff/metadata.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "imaging/codecs/tiff/georeference.hpp"
#include "imaging/metadata/density.hpp"
#include "imaging/metadata/exif_directory.hpp"
#include "imaging/metadata/exif_tables.hpp"
#include "imaging/metadata/image_resources.hpp"

namespace resizer::imaging {
namespace {

/// Longer blocks are dropped, since several copies are in memory at a time.
constexpr std::uint32_t kMaxBlockBytes = std::uint32_t{64} << 20U;

struct Block {
  Bytes bytes{};
  bool is_too_long = false;
};

/// Takes the bytes of a tag from libtiff.
Block take_block(const TiffSource& file, ttag_t tag) {
  std::uint32_t count = 0;
  const void* data = nullptr;
  if (TIFFGetField(file.handle(), tag, &count, &data) != 1 || data == nullptr) return {};
  Block block;
  block.is_too_long = count > kMaxBlockBytes;
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  if (!block.is_too_long) block.bytes.assign(bytes, bytes + count);
  TIFFUnsetField(file.handle(), tag);
  return block;
}

/// Converts IPTC records in their own tag to an image resource as in JPEG (Adobe Photoshop TIFF technical notes).
/// libtiff would byte-swap them as integers, by the type of the tag, which writers never intend.
Block iptc_of_own_tag(const TiffSource& file) {
  ExifStream stream(file.bytes());
  const auto first = stream.first_directory();
  const auto directory = first ? stream.directory(*first) : std::nullopt;
  if (!directory) return {};
  const auto found = std::find_if(directory->entries.begin(), directory->entries.end(),
                                  [](const ExifEntry& entry) { return entry.tag == ExifTag::iptc; });
  if (found == directory->entries.end()) return {};
  const std::size_t bytes = found->value.end - found->value.begin;
  if (bytes > kMaxBlockBytes) return {.is_too_long = true};
  return {.bytes = iptc_resource(file.bytes().subspan(found->value.begin, bytes))};
}

/// TIFF 6.0, section 8; without a unit the numbers only give the pixel aspect ratio.
std::optional<PixelDensity> read_density(const TiffSource& file) {
  float x_per_unit = 0;
  float y_per_unit = 0;
  std::uint16_t unit = RESUNIT_NONE;
  TIFF* tiff = file.handle();
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x_per_unit) != 1) return std::nullopt;
  if (TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y_per_unit) != 1) return std::nullopt;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (unit != RESUNIT_INCH && unit != RESUNIT_CENTIMETER) return std::nullopt;
  return pixel_density(x_per_unit, y_per_unit, unit == RESUNIT_INCH ? 1 : kCentimetresPerInch);
}

/// Whether the resolutions only give a non-square pixel aspect ratio, which outputs cannot store.
bool has_other_shape(const TiffSource& file) {
  constexpr float kTolerance = 0.01F;
  float x_per_unit = 0;
  float y_per_unit = 0;
  TIFF* tiff = file.handle();
  return TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x_per_unit) == 1 &&
         TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y_per_unit) == 1 && x_per_unit > 0 && y_per_unit > 0 &&
         std::abs(x_per_unit / y_per_unit - 1) > kTolerance;
}

void set_density(const TiffSink& file, PixelDensity density) {
  TIFFSetField(file.handle(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField(file.handle(), TIFFTAG_XRESOLUTION, density.x_per_inch);
  TIFFSetField(file.handle(), TIFFTAG_YRESOLUTION, density.y_per_inch);
}

void set_block(const TiffSink& file, ttag_t tag, const Bytes& bytes) {
  if (bytes.empty()) return;
  TIFFSetField(file.handle(), tag, static_cast<std::uint32_t>(bytes.size()), bytes.data());
}

}  // namespace

void collect_metadata(const TiffSource& file, ImageInfo& info) {
  Block icc = take_block(file, TIFFTAG_ICCPROFILE);
  if (icc.is_too_long) info.warnings.add(model::Warning::profile_broken);
  info.metadata.icc = std::move(icc.bytes);
  Block xmp = take_block(file, TIFFTAG_XMLPACKET);
  info.metadata.has_more_xmp = xmp.is_too_long;
  info.metadata.xmp = std::move(xmp.bytes);
  Block photoshop = take_block(file, TIFFTAG_PHOTOSHOP);  // the same resources as in a JPEG's APP13
  info.metadata.has_more_iptc = photoshop.is_too_long;
  info.metadata.iptc = std::move(photoshop.bytes);
  if (!has_iptc(info.metadata.iptc)) {
    const Block own = iptc_of_own_tag(file);
    info.metadata.has_more_iptc |= own.is_too_long;
    info.metadata.iptc.insert(info.metadata.iptc.end(), own.bytes.begin(), own.bytes.end());
  }
  info.metadata.density = read_density(file);
  if (!info.metadata.density && has_other_shape(file)) info.warnings.add(model::Warning::pixels_not_square);
  const ExifTables exif = read_exif_tables(file.bytes());
  if (exif.broken) info.warnings.add(model::Warning::exif_broken);
  info.metadata.exif = exif_block(exif);
  info.metadata.lost_maker_note = exif.lost_maker_note;
  std::uint16_t orientation = 1;
  if (TIFFGetField(file.handle(), TIFFTAG_ORIENTATION, &orientation) == 1 && orientation >= 1 && orientation <= 8) {
    info.orientation = orientation;
  }
}

void write_metadata(const TiffSink& file, const Metadata& metadata) {
  set_block(file, TIFFTAG_ICCPROFILE, metadata.icc);
  set_block(file, TIFFTAG_XMLPACKET, metadata.xmp);
  set_block(file, TIFFTAG_PHOTOSHOP, metadata.iptc);
  if (metadata.density) set_density(file, *metadata.density);
  if (metadata.georeference) write_georeference(file, *metadata.georeference);
}

}  // namespace resizer::imaging
