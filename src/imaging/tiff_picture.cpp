#include "imaging/tiff_picture.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "resizer/util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// More than any picture for people to look at has; keeps the bytes of a pixel within reason.
constexpr std::uint16_t kMaxSamples = 32;

template <class Value>
Value field(const TiffSource& file, ttag_t tag, Value missing) {
  Value value = missing;
  return TIFFGetFieldDefaulted(file.handle(), tag, &value) == 1 ? value : missing;
}

[[noreturn]] void raise_unsupported(const std::string& what) {
  throw Error(ErrorCode::unsupported_format, "unsupported TIFF: " + what);
}

void check_compression(const TiffSource& file) {
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (TIFFIsCODECConfigured(compression) != 1) raise_unsupported("compression " + std::to_string(compression));
}

/// Strips are as wide as the picture; their height is given by a tag that may be missing or far too large.
Size block_size(const TiffSource& file, const TiffPicture& picture) {
  if (!picture.tiled) {
    const auto rows = field<std::uint32_t>(file, TIFFTAG_ROWSPERSTRIP, picture.size.height_px);
    return {picture.size.width_px, std::clamp<std::uint32_t>(rows, 1, picture.size.height_px)};
  }
  const Size tile{field<std::uint32_t>(file, TIFFTAG_TILEWIDTH, 0), field<std::uint32_t>(file, TIFFTAG_TILELENGTH, 0)};
  if (tile.width_px == 0 || tile.height_px == 0) throw Error(ErrorCode::corrupt, "corrupt TIFF: tiles without a size");
  // A tile may be larger than a small picture, but not by any amount.
  constexpr std::uint64_t kMaxTilePixels = std::uint64_t{1} << 22U;
  const std::uint64_t most = std::max(kMaxTilePixels, std::uint64_t{picture.size.width_px} * picture.size.height_px);
  if (tile.height_px > most / tile.width_px) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: tiles of " + std::to_string(tile.width_px) + " x " +
                                        std::to_string(tile.height_px) + " pixels");
  }
  return tile;
}

/// How samples of `picture.bits` bits become ones that a plane can hold.
void set_sample_type(const TiffSource& file, TiffPicture& picture) {
  const auto kind = field<std::uint16_t>(file, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  if (kind == SAMPLEFORMAT_INT) raise_unsupported("signed samples");
  const bool is_float = kind == SAMPLEFORMAT_IEEEFP && (picture.bits == 16 || picture.bits == 32 || picture.bits == 64);
  const bool is_integer =
      (kind == SAMPLEFORMAT_UINT || kind == SAMPLEFORMAT_VOID) && picture.bits >= 1 && picture.bits <= 16;
  if (!is_float && !is_integer) {
    raise_unsupported(std::to_string(picture.bits) + "-bit samples of sample format " + std::to_string(kind));
  }
  PixelFormat& format = picture.format;
  picture.floating = is_float;
  format.sample = is_float ? SampleType::f32 : picture.bits <= 8 ? SampleType::u8 : SampleType::u16;
  format.depth_bits = is_float ? 32 : std::max<std::uint8_t>(8, static_cast<std::uint8_t>(picture.bits));
  if (is_float && picture.bits > format.depth_bits) picture.warnings.add(model::Warning::depth_reduced);
}

/// The first extra sample that is alpha; other extra samples are nobody's colour and are left out.
void set_alpha(const TiffSource& file, TiffPicture& picture) {
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetFieldDefaulted(file.handle(), TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || kinds == nullptr) return;
  const std::span all(kinds, count);
  const auto found = std::find_if(all.begin(), all.end(), [](std::uint16_t kind) {
    return kind == EXTRASAMPLE_ASSOCALPHA || kind == EXTRASAMPLE_UNASSALPHA;
  });
  if (found == all.end()) return;
  if (picture.format.family == ColorFamily::cmyk) {
    picture.warnings.add(model::Warning::alpha_flattened);
    return;
  }
  if (picture.has_palette) raise_unsupported("a palette with alpha");
  const auto index = picture.format.color_planes() + static_cast<std::size_t>(found - all.begin());
  if (index >= picture.samples) throw Error(ErrorCode::corrupt, "corrupt TIFF: more extra samples than samples");
  picture.alpha_sample = static_cast<std::uint16_t>(index);
  picture.format.alpha = *found == EXTRASAMPLE_ASSOCALPHA ? Alpha::premultiplied : Alpha::straight;
}

/// Sets the family. Tells whether samples can be taken as they come; if not, libtiff's general conversion is needed.
bool set_color(const TiffSource& file, TiffPicture& picture) {
  const auto photometric = field<std::uint16_t>(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  PixelFormat& format = picture.format;
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
      format.family = ColorFamily::gray;
      picture.min_is_white = photometric == PHOTOMETRIC_MINISWHITE;
      return true;
    case PHOTOMETRIC_PALETTE:
      picture.has_palette = true;
      format.family = ColorFamily::rgb;
      return true;
    case PHOTOMETRIC_RGB:
      format.family = ColorFamily::rgb;
      return true;
    case PHOTOMETRIC_SEPARATED:
      if (field<std::uint16_t>(file, TIFFTAG_INKSET, INKSET_CMYK) != INKSET_CMYK) raise_unsupported("inks not CMYK");
      format.family = ColorFamily::cmyk;
      return true;
    case PHOTOMETRIC_YCBCR:
      format.family = ColorFamily::rgb;
      // The JPEG decoder inside libtiff makes RGB of it, faster than libtiff's general conversion.
      return compression == COMPRESSION_JPEG && !picture.separate &&
             TIFFSetField(file.handle(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) == 1;
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
    case PHOTOMETRIC_ITULAB:
      raise_unsupported("L*a*b* colours");
    default:  // among them LogLuv, whose white libtiff's conversion makes yellow
      raise_unsupported("photometric interpretation " + std::to_string(photometric));
  }
}

void leave_to_library(const TiffSource& file, TiffPicture& picture) {
  std::array<char, 1024> reason{};
  if (TIFFRGBAImageOK(file.handle(), reason.data()) != 1) raise_unsupported(reason.data());
  // Of these, libtiff 4.5 reads only those whose bytes are a multiple of 1024.
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (picture.tiled && compression == COMPRESSION_NONE) raise_unsupported("uncompressed tiles of YCbCr");
  picture.converted_by_library = true;
}

void check_samples(const TiffPicture& picture) {
  const unsigned needed = picture.has_palette ? 1 : picture.format.color_planes();
  if (picture.samples < needed) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: " + std::to_string(picture.samples) + " samples a pixel where " +
                                        std::to_string(needed) + " are needed");
  }
  if (picture.has_palette && picture.bits > 8) raise_unsupported("a palette of more than 256 colours");
  if (picture.has_palette && picture.separate) raise_unsupported("a palette in separate planes");
}

}  // namespace

TiffPicture describe_tiff(const TiffSource& file) {
  check_compression(file);
  TiffPicture picture;
  picture.size = {field<std::uint32_t>(file, TIFFTAG_IMAGEWIDTH, 0),
                  field<std::uint32_t>(file, TIFFTAG_IMAGELENGTH, 0)};
  if (picture.size.width_px == 0 || picture.size.height_px == 0) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: a picture without a size");
  }
  picture.tiled = TIFFIsTiled(file.handle()) != 0;
  picture.block = block_size(file, picture);
  picture.bits = field<std::uint16_t>(file, TIFFTAG_BITSPERSAMPLE, 1);
  picture.samples = field<std::uint16_t>(file, TIFFTAG_SAMPLESPERPIXEL, 1);
  if (picture.samples == 0 || picture.samples > kMaxSamples) {
    raise_unsupported(std::to_string(picture.samples) + " samples a pixel");
  }
  picture.separate = picture.samples > 1 &&
                     field<std::uint16_t>(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  if (!set_color(file, picture)) {
    leave_to_library(file, picture);
    return picture;
  }
  set_sample_type(file, picture);
  check_samples(picture);
  set_alpha(file, picture);
  return picture;
}

TiffPalette read_palette(const TiffSource& file, const TiffPicture& picture) {
  std::array<std::uint16_t*, 3> channels{};
  if (TIFFGetField(file.handle(), TIFFTAG_COLORMAP, &channels[0], &channels[1], &channels[2]) != 1) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: the palette is missing");
  }
  const std::size_t count = std::size_t{1} << picture.bits;
  // TIFF 6.0 says 16 bits; some writers have put 8 there.
  const bool narrow = std::all_of(channels.begin(), channels.end(), [=](const std::uint16_t* channel) {
    return std::all_of(channel, channel + count, [](std::uint16_t value) { return value < 256; });
  });
  TiffPalette palette{};
  for (std::size_t index = 0; index < count; ++index) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const unsigned value = channels[channel][index];
      palette[index][channel] = static_cast<std::uint8_t>(narrow ? value : value >> 8U);
    }
  }
  return palette;
}

bool has_more_pages(const TiffSource& file) {
  TIFF* tiff = file.handle();
  if (TIFFLastDirectory(tiff) != 0) return false;
  // Enough for the levels of any pyramid; a hostile file may have a long chain.
  constexpr int kMaxDirectories = 32;
  bool found = false;
  for (int number = 1; number < kMaxDirectories && !found && TIFFReadDirectory(tiff) == 1; ++number) {
    const auto kind = field<std::uint32_t>(file, TIFFTAG_SUBFILETYPE, 0);
    found = (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
  }
  if (TIFFSetDirectory(tiff, 0) != 1) throw file.error();
  return found;
}

}  // namespace resizer::imaging
