#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/heif/coded.hpp"
#include "imaging/codecs/heif/libheif.hpp"

/// HEIF files made with libheif in ways that the encoder does not use, and put together from its coded images in ways
/// that libheif cannot.
namespace resizer::imaging::testing_support {

struct StoredHeif {
  heif_compression_format compression = heif_compression_AV1;
  heif_orientation orientation = heif_orientation_normal;
  bool lossless = false;
  /// What the bitstream and the color box say.
  std::optional<CodedColor> color{};
};

/// Whether libheif has an encoder here.
bool can_make(heif_compression_format compression);

/// A file of the planes, as they are, of a YCbCr or gray image.
Bytes make_heif(const StoredHeif& stored, const Image& image);

/// The same file with this type of box renamed to one that says nothing of the image.
Bytes without_boxes(Bytes file, std::string_view type);

/// A box (ISO/IEC 14496-12, 4.2).
Bytes box(std::string_view type, const Bytes& body);
Bytes operator+(Bytes a, const Bytes& b);
Bytes big_endian(std::uint64_t value, unsigned bytes);

/// Properties (ISO/IEC 23008-12, 6.5).
Bytes extents_box(Size size);
Bytes rotation_box(unsigned quarters_left);
Bytes mirror_box(bool left_and_right);
struct Crop {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::int32_t left_offset_halves = 0;  ///< Of the centers.
  std::int32_t top_offset_halves = 0;
};
Bytes crop_box(const Crop& crop);
Bytes color_box(const CodedColor& color);
Bytes auxiliary_box(std::string_view urn);
inline constexpr std::string_view kAlphaUrn = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

struct StoredItem {
  std::string type{};
  std::vector<Bytes> properties{};
  Bytes data{};
  bool is_hidden = false;
  unsigned construction = 0;  ///< 0: data in 'mdat', 1: in 'idat'.
};
struct StoredReference {
  std::string type{};
  std::uint16_t from = 0;
  std::vector<std::uint16_t> to{};
};
/// Items have the numbers 1, 2 and so on; the first is the primary one.
struct StoredFile {
  std::string brand = "avif";
  std::vector<StoredItem> items{};
  std::vector<StoredReference> references{};
};
Bytes write_heif(const StoredFile& file);

/// An image as an item, with its configuration and extents as properties, without a color box.
StoredItem coded_item(const StoredHeif& stored, const Image& image);

/// The data of a grid (ISO/IEC 23008-12, 6.6.2.3).
Bytes grid_data(unsigned rows, unsigned columns, Size size);

}  // namespace resizer::imaging::testing_support
