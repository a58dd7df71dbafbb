#include "imaging/codecs/tiff/image.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "imaging/codecs/tiff/palette.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// More than any image for viewing has; bounds the bytes of a pixel.
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

/// Strips are as wide as the image; the tag for their height may be missing or far too large.
Size block_size(const TiffSource& file, const TiffImage& image) {
  if (!image.tiled) {
    const auto rows = field<std::uint32_t>(file, TIFFTAG_ROWSPERSTRIP, image.size.height_px);
    return {image.size.width_px, std::clamp<std::uint32_t>(rows, 1, image.size.height_px)};
  }
  const Size tile{field<std::uint32_t>(file, TIFFTAG_TILEWIDTH, 0), field<std::uint32_t>(file, TIFFTAG_TILELENGTH, 0)};
  if (tile.width_px == 0 || tile.height_px == 0) throw Error(ErrorCode::corrupt, "corrupt TIFF: tiles without a size");
  // Tiles may exceed the image, but only to some extent, since each is decoded completely.
  constexpr std::uint64_t kMaxMargin = std::uint64_t{1} << 22U;
  constexpr std::uint64_t kMaxTimes = 16;
  const auto [width, height] = image.size;
  const std::uint64_t most = kMaxMargin + kMaxTimes * width * height;
  const std::uint64_t across = (std::uint64_t{width} + tile.width_px - 1) / tile.width_px * tile.width_px;
  const std::uint64_t down = (std::uint64_t{height} + tile.height_px - 1) / tile.height_px * tile.height_px;
  if (down > most / across) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: tiles of " + std::to_string(tile.width_px) + " x " +
                                        std::to_string(tile.height_px) + " pixels");
  }
  return tile;
}

/// Sets the family and the meaning of samples. Returns whether they can be used directly; otherwise the general
/// conversion of libtiff is needed.
bool set_color(const TiffSource& file, TiffImage& image) {
  const auto photometric = field<std::uint16_t>(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  const auto is = [&](ColorFamily family, TiffColor color) {
    image.format.family = family;
    image.color = color;
    return true;
  };
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
      return is(ColorFamily::gray, TiffColor::min_is_white);
    case PHOTOMETRIC_MINISBLACK:
      return is(ColorFamily::gray, TiffColor::as_stored);
    case PHOTOMETRIC_PALETTE:
      return is(ColorFamily::rgb, TiffColor::palette);
    case PHOTOMETRIC_RGB:
      return is(ColorFamily::rgb, TiffColor::as_stored);
    case PHOTOMETRIC_SEPARATED:
      if (field<std::uint16_t>(file, TIFFTAG_INKSET, INKSET_CMYK) != INKSET_CMYK) raise_unsupported("inks not CMYK");
      return is(ColorFamily::cmyk, TiffColor::as_stored);
    case PHOTOMETRIC_YCBCR:
      // The JPEG decoder in libtiff converts to RGB, faster than the general conversion of libtiff.
      return is(ColorFamily::rgb, TiffColor::as_stored) && compression == COMPRESSION_JPEG && !image.separate &&
             TIFFSetField(file.handle(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) == 1;
    case PHOTOMETRIC_CIELAB:
      return is(ColorFamily::rgb, TiffColor::cie_lab);
    case PHOTOMETRIC_ICCLAB:
      return is(ColorFamily::rgb, TiffColor::icc_lab);
    case PHOTOMETRIC_ITULAB:
      return is(ColorFamily::rgb, TiffColor::itu_lab);
    case PHOTOMETRIC_LOGL:
      return is(ColorFamily::gray, TiffColor::log_l);
    case PHOTOMETRIC_LOGLUV:
      return is(ColorFamily::rgb, TiffColor::log_luv);
    default:
      raise_unsupported("photometric interpretation " + std::to_string(photometric));
  }
}

/// Only libtiff can decode these samples, which have unlimited range.
void set_log_samples(const TiffSource& file, TiffImage& image) {
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  const bool is_log = compression == COMPRESSION_SGILOG || compression == COMPRESSION_SGILOG24;
  if (!is_log || image.samples != image.format.color_planes() || image.separate ||
      TIFFSetField(file.handle(), TIFFTAG_SGILOGDATAFMT, SGILOGDATAFMT_FLOAT) != 1) {
    raise_unsupported("LogLuv samples of this kind");
  }
  image.bits = 32;
  image.numbers = TiffNumbers::floats;
  image.warnings.add(model::Warning::range_reduced);
}

TiffNumbers numbers_of(const TiffSource& file, const TiffImage& image) {
  switch (field<std::uint16_t>(file, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT)) {
    case SAMPLEFORMAT_UINT:
    case SAMPLEFORMAT_VOID:
      return TiffNumbers::unsigned_integers;
    case SAMPLEFORMAT_INT:
      // The encodings of L*a*b* define what is signed.
      return image.is_lab() ? TiffNumbers::unsigned_integers : TiffNumbers::signed_integers;
    case SAMPLEFORMAT_IEEEFP:
      return TiffNumbers::floats;
    default:
      raise_unsupported("complex samples");
  }
}

/// Maps samples of `image.bits` bits to a sample type of planes.
void set_sample_type(TiffImage& image) {
  constexpr unsigned kMaxIntegerBits = 32;
  const unsigned bits = image.bits;
  const bool is_float = image.numbers == TiffNumbers::floats;
  const bool is_known =
      is_float ? bits == 16 || bits == 24 || bits == 32 || bits == 64 : bits >= 1 && bits <= kMaxIntegerBits;
  if (!is_known) raise_unsupported(std::to_string(bits) + (is_float ? "-bit floats" : "-bit integers"));
  PixelFormat& format = image.format;
  format.sample = is_float ? SampleType::f32 : bits <= 8 ? SampleType::u8 : SampleType::u16;
  format.depth_bits = is_float ? 32 : static_cast<std::uint8_t>(std::clamp(bits, 8U, 16U));
  const unsigned most_bits = is_float ? 32 : 16;
  if (bits > most_bits) image.warnings.add(model::Warning::depth_reduced);
}

/// Required by TIFF 6.0, but some writers omit it; the default is gray with black as 0.
void check_photometric(const TiffDirectory& directory, Damage& damage) {
  if (directory.find(TIFFTAG_PHOTOMETRIC) != nullptr) return;
  damage.odd({ErrorCode::corrupt, "corrupt TIFF: no tag says what its samples mean"});
}

/// TIFF 6.0, section 18, requires a description of extra samples; libtiff invents missing ones.
void check_extra_samples(const TiffDirectory& directory, unsigned extra, Damage& damage) {
  const TiffEntry* entry = directory.find(TIFFTAG_EXTRASAMPLES);
  const std::uint64_t described = entry == nullptr ? 0 : entry->count;
  if (described == extra) return;
  damage.odd({ErrorCode::corrupt, "corrupt TIFF: " + std::to_string(extra) + " extra samples, of which " +
                                      std::to_string(described) + " are described"});
}

/// Finds the alpha sample: the first extra sample marked as such. A single unmarked one is alpha too, as written by
/// many programs; of several unmarked ones none is.
void set_alpha(const TiffSource& file, TiffImage& image) {
  const unsigned colors = image.color_samples();
  const unsigned extra = image.samples - colors;
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetFieldDefaulted(file.handle(), TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || kinds == nullptr) count = 0;
  const std::span all(kinds, std::min<std::size_t>(count, extra));
  const auto found = std::find_if(all.begin(), all.end(), [](std::uint16_t kind) {
    return kind == EXTRASAMPLE_ASSOCALPHA || kind == EXTRASAMPLE_UNASSALPHA;
  });
  if (found == all.end() && extra != 1) return;
  image.alpha_sample = static_cast<std::uint16_t>(found == all.end() ? colors : colors + (found - all.begin()));
  const bool is_associated = found != all.end() && *found == EXTRASAMPLE_ASSOCALPHA;
  image.format.alpha = is_associated ? Alpha::premultiplied : Alpha::straight;
}

void leave_to_library(const TiffSource& file, TiffImage& image) {
  std::array<char, 1024> reason{};
  if (TIFFRGBAImageOK(file.handle(), reason.data()) != 1) raise_unsupported(reason.data());
  // libtiff 4.5 reads only those whose size is a multiple of 1024 bytes.
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (image.tiled && compression == COMPRESSION_NONE) raise_unsupported("uncompressed tiles of YCbCr");
  image.converted_by_library = true;
}

void check_samples(const TiffImage& image) {
  const unsigned needed = image.color_samples();
  if (image.samples < needed) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: " + std::to_string(image.samples) + " samples a pixel where " +
                                        std::to_string(needed) + " are needed");
  }
  const bool is_integer = image.numbers == TiffNumbers::unsigned_integers;
  if (image.color == TiffColor::palette && (!is_integer || image.bits > 16)) {
    raise_unsupported("a palette with samples that are not indexes");
  }
  if (image.is_lab() && is_integer && image.bits != 8 && image.bits != 16) {
    raise_unsupported("L*a*b* colors of " + std::to_string(image.bits) + " bits");
  }
}

}  // namespace

TiffImage describe_tiff(const TiffSource& file, const TiffDirectory& directory, Damage& damage) {
  check_compression(file);
  TiffImage image;
  image.size = {field<std::uint32_t>(file, TIFFTAG_IMAGEWIDTH, 0), field<std::uint32_t>(file, TIFFTAG_IMAGELENGTH, 0)};
  if (image.size.width_px == 0 || image.size.height_px == 0) {
    throw Error(ErrorCode::corrupt, "corrupt TIFF: an image without a size");
  }
  image.tiled = TIFFIsTiled(file.handle()) != 0;
  image.block = block_size(file, image);
  image.bits = field<std::uint16_t>(file, TIFFTAG_BITSPERSAMPLE, 1);
  image.samples = field<std::uint16_t>(file, TIFFTAG_SAMPLESPERPIXEL, 1);
  if (image.samples == 0 || image.samples > kMaxSamples) {
    raise_unsupported(std::to_string(image.samples) + " samples a pixel");
  }
  image.separate = image.samples > 1 &&
                   field<std::uint16_t>(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  check_photometric(directory, damage);
  if (!set_color(file, image)) {
    leave_to_library(file, image);
    return image;
  }
  const bool is_log = image.color == TiffColor::log_l || image.color == TiffColor::log_luv;
  if (is_log) {
    set_log_samples(file, image);
  } else {
    image.numbers = numbers_of(file, image);
  }
  set_sample_type(image);
  check_samples(image);
  if (image.color == TiffColor::palette) read_palette(file, image);
  check_extra_samples(directory, image.samples - image.color_samples(), damage);
  set_alpha(file, image);
  return image;
}

}  // namespace resizer::imaging
