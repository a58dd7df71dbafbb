#include "imaging/support/heif_testing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include "imaging/codecs/heif/items.hpp"

namespace resizer::imaging::testing_support {
namespace {

heif_chroma chroma_of(const PixelFormat& format) {
  if (format.family == ColorFamily::gray) return heif_chroma_monochrome;
  if (format.subsampling == Subsampling{}) return heif_chroma_444;
  return format.subsampling == Subsampling{.log2_x = 1, .log2_y = 0} ? heif_chroma_422 : heif_chroma_420;
}

const char* name_of(heif_chroma chroma) {
  return chroma == heif_chroma_444 ? "444" : chroma == heif_chroma_422 ? "422" : "420";
}

HeifImage heif_image_of(const Image& image) {
  constexpr std::array kChannels{heif_channel_Y, heif_channel_Cb, heif_channel_Cr};
  const heif_chroma chroma = chroma_of(image.format);
  heif_image* made = nullptr;
  check_heif(heif_image_create(static_cast<int>(image.size.width_px), static_cast<int>(image.size.height_px),
                               chroma == heif_chroma_monochrome ? heif_colorspace_monochrome : heif_colorspace_YCbCr,
                               chroma, &made));
  HeifImage owner(made);
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    const cv::Mat& plane = image.planes[index];
    check_heif(heif_image_add_plane(made, kChannels[index], plane.cols, plane.rows, image.format.depth_bits));
    int stride = 0;
    std::uint8_t* row = heif_image_get_plane(made, kChannels[index], &stride);
    const int row_bytes = plane.cols * static_cast<int>(image.format.sample_bytes());
    for (int y = 0; y < plane.rows; ++y, row += stride) std::copy_n(plane.ptr(y), row_bytes, row);
  }
  return owner;
}

HeifNclx nclx_of(const CodedColor& color) {
  HeifNclx nclx(heif_nclx_color_profile_alloc());
  nclx->color_primaries = static_cast<heif_color_primaries>(color.primaries);
  nclx->transfer_characteristics = static_cast<heif_transfer_characteristics>(color.transfer);
  nclx->matrix_coefficients = static_cast<heif_matrix_coefficients>(color.matrix);
  nclx->full_range_flag = color.full_range ? 1 : 0;
  return nclx;
}

Bytes text(std::string_view letters) {
  return {letters.begin(), letters.end()};
}

/// Whether a reader must understand this property.
bool is_essential(const Bytes& property) {
  const std::string_view name(reinterpret_cast<const char*>(property.data()) + 4, 4);
  return name == "av1C" || name == "hvcC" || name == "irot" || name == "imir" || name == "clap";
}

/// The boxes 'ipco' and 'ipma': no property is shared.
Bytes properties_of(const StoredFile& file) {
  Bytes all;
  Bytes associations = big_endian(1, 4) + big_endian(file.items.size(), 4);  // indexes in two bytes
  std::uint16_t index = 0;
  std::uint16_t id = 0;
  std::map<Bytes, std::uint16_t> known;
  for (const StoredItem& item : file.items) {
    associations = std::move(associations) + big_endian(++id, 2) + big_endian(item.properties.size(), 1);
    for (const Bytes& property : item.properties) {
      if (known.count(property) == 0) {
        known[property] = ++index;
        all = std::move(all) + property;
      }
      associations = std::move(associations) + big_endian((is_essential(property) ? 0x8000U : 0U) | known[property], 2);
    }
  }
  return box("ipco", all) + box("ipma", associations);
}

Bytes meta_of(const StoredFile& file, std::size_t data_offset) {
  Bytes entries;
  Bytes locations = big_endian(0x01000000, 4) + big_endian(0x4400, 2) + big_endian(file.items.size(), 2);
  Bytes item_data;
  std::uint16_t id = 0;
  for (const StoredItem& item : file.items) {
    ++id;
    entries = std::move(entries) + box("infe", big_endian(item.is_hidden ? 0x02000001 : 0x02000000, 4) +
                                                   big_endian(id, 2) + big_endian(0, 2) + text(item.type) + Bytes(1));
    const std::size_t offset = item.construction == 1 ? item_data.size() : data_offset;
    locations = std::move(locations) + big_endian(id, 2) + big_endian(item.construction, 2) + big_endian(0, 2) +
                big_endian(1, 2) + big_endian(offset, 4) + big_endian(item.data.size(), 4);
    if (item.construction == 1) item_data = std::move(item_data) + item.data;
    if (item.construction == 0) data_offset += item.data.size();
  }
  Bytes references(4);
  for (const StoredReference& reference : file.references) {
    Bytes ids = big_endian(reference.from, 2) + big_endian(reference.to.size(), 2);
    for (const std::uint16_t to : reference.to) ids = std::move(ids) + big_endian(to, 2);
    references = std::move(references) + box(reference.type, ids);
  }
  return box("meta", Bytes(4) + box("hdlr", Bytes(8) + text("pict") + Bytes(13)) + box("pitm", big_endian(1, 6)) +
                         box("iinf", Bytes(4) + big_endian(file.items.size(), 2) + entries) + box("iloc", locations) +
                         box("iref", references) + box("iprp", properties_of(file)) +
                         (item_data.empty() ? Bytes{} : box("idat", item_data)));
}

}  // namespace

bool can_make(heif_compression_format compression) {
  make_heif_context();  // loads the plugins
  return heif_have_encoder_for_format(compression) != 0;
}

Bytes make_heif(const StoredHeif& stored, const Image& image) {
  const HeifContext context = make_heif_context();
  const HeifImage picture = heif_image_of(image);
  heif_encoder* encoder = nullptr;
  check_heif(heif_context_get_encoder_for_format(context.get(), stored.compression, &encoder));
  const HeifEncoder encoder_owner(encoder);
  check_heif(stored.lossless ? heif_encoder_set_lossless(encoder, 1) : heif_encoder_set_lossy_quality(encoder, 95));
  heif_encoder_set_parameter_string(encoder, "chroma", name_of(chroma_of(image.format)));
  const HeifEncodingOptions options(heif_encoding_options_alloc());
  options->image_orientation = stored.orientation;
  HeifNclx nclx;
  if (stored.color) {
    nclx = nclx_of(*stored.color);
    check_heif(heif_image_set_nclx_color_profile(picture.get(), nclx.get()));
    options->output_nclx_profile = nclx.get();
  }
  check_heif(heif_context_encode_image(context.get(), picture.get(), encoder, options.get(), nullptr));
  Bytes file;
  heif_writer writer{1, [](heif_context*, const void* data, std::size_t size, void* target) {
                       const auto* bytes = static_cast<const std::uint8_t*>(data);
                       static_cast<Bytes*>(target)->assign(bytes, bytes + size);
                       return kHeifSuccess;
                     }};
  check_heif(heif_context_write(context.get(), &writer, &file));
  return file;
}

Bytes without_boxes(Bytes file, std::string_view type) {
  constexpr std::string_view kSilent = "clli";
  for (auto found = file.begin();; found += 4) {
    found = std::search(found, file.end(), type.begin(), type.end());
    if (found == file.end()) return file;
    std::copy(kSilent.begin(), kSilent.end(), found);
  }
}

Bytes big_endian(std::uint64_t value, unsigned bytes) {
  Bytes made;
  for (unsigned byte = bytes; byte > 0; --byte) made.push_back(static_cast<std::uint8_t>(value >> (8 * (byte - 1))));
  return made;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Bytes box(std::string_view type, const Bytes& body) {
  return big_endian(body.size() + 8, 4) + text(type) + body;
}

Bytes extents_box(Size size) {
  return box("ispe", Bytes(4) + big_endian(size.width_px, 4) + big_endian(size.height_px, 4));
}

Bytes rotation_box(unsigned quarters_left) {
  return box("irot", big_endian(quarters_left, 1));
}

Bytes mirror_box(bool left_and_right) {
  return box("imir", big_endian(left_and_right ? 1 : 0, 1));
}

Bytes crop_box(const Crop& crop) {
  const auto ratio = [](std::uint32_t numerator, std::uint32_t denominator) {
    return big_endian(numerator, 4) + big_endian(denominator, 4);
  };
  return box("clap", ratio(crop.width, 1) + ratio(crop.height, 1) +
                         ratio(static_cast<std::uint32_t>(crop.left_offset_halves), 2) +
                         ratio(static_cast<std::uint32_t>(crop.top_offset_halves), 2));
}

Bytes color_box(const CodedColor& color) {
  return box("colr", text("nclx") + big_endian(color.primaries, 2) + big_endian(color.transfer, 2) +
                         big_endian(color.matrix, 2) + big_endian(color.full_range ? 0x80 : 0, 1));
}

Bytes auxiliary_box(std::string_view urn) {
  return box("auxC", Bytes(4) + text(urn) + Bytes(1));
}

Bytes write_heif(const StoredFile& file) {
  const Bytes type = box("ftyp", text(file.brand) + Bytes(4) + text("mif1") + text(file.brand));
  constexpr std::size_t kBoxHeader = 8;
  const std::size_t data_offset = type.size() + meta_of(file, 0).size() + kBoxHeader;
  Bytes data;
  for (const StoredItem& item : file.items) {
    if (item.construction == 0) data = std::move(data) + item.data;
  }
  return type + meta_of(file, data_offset) + box("mdat", data);
}

StoredItem coded_item(const StoredHeif& stored, const Image& image) {
  const bool is_av1 = stored.compression == heif_compression_AV1;
  const Bytes file = make_heif(stored, image);
  const HeifItems items(file);
  const Box* configuration = items.property(items.primary(), is_av1 ? "av1C" : "hvcC");
  if (configuration == nullptr) throw std::runtime_error("libheif wrote no configuration");
  const HeifData data = items.data(items.primary());
  StoredItem item{
      .type = is_av1 ? "av01" : "hvc1", .properties = {}, .data = {data.bytes().begin(), data.bytes().end()}};
  item.properties.push_back(
      box(is_av1 ? "av1C" : "hvcC", Bytes(configuration->body.begin(), configuration->body.end())));
  item.properties.push_back(extents_box(image.size));
  return item;
}

Bytes grid_data(unsigned rows, unsigned columns, Size size) {
  return Bytes{0, 1} + big_endian(rows - 1, 1) + big_endian(columns - 1, 1) + big_endian(size.width_px, 4) +
         big_endian(size.height_px, 4);
}

}  // namespace resizer::imaging::testing_support
