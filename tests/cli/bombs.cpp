#include "cli/bombs.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <stdexcept>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/bmp_testing.hpp"
#include "imaging/support/gif_testing.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/pictures.hpp"

namespace resizer::test {
namespace {

using namespace imaging;

constexpr std::size_t kInflatedBytes = std::size_t{48} << 20;
constexpr int kCopies = 100;
constexpr const char* kTooManyPixels = "--max-pixels";

void append(Bytes& file, std::initializer_list<int> bytes) {
  for (const int byte : bytes) file.push_back(static_cast<std::uint8_t>(byte));
}
void append(Bytes& file, const std::string& text) {
  file.insert(file.end(), text.begin(), text.end());
}
void append_little_endian(Bytes& file, std::uint32_t value, unsigned bytes) {
  for (unsigned byte = 0; byte < bytes; ++byte) file.push_back(static_cast<std::uint8_t>(value >> 8 * byte));
}

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// A small image's file with `values` written `offset` bytes behind the first `mark`.
std::string patched(model::Format format, const std::string& mark, std::size_t offset, const Bytes& values) {
  const Image image =
      testing_support::make_picture(find_codec(format)->storable({}, Compression::lossy), imaging::Size{32, 32});
  std::string file = text_of(find_codec(format)->encode(image, {}));
  const std::size_t at = file.find(mark);
  if (at == std::string::npos) throw std::runtime_error("no " + mark + " in a " + std::string(name_of(format)));
  return file.replace(at + offset, values.size(), text_of(values));
}

// JPEG: ITU-T T.81, B.2.

std::string jpeg_of_many_pixels() {
  return patched(model::Format::jpeg, "\xFF\xC0", 5, {0xFF, 0xDC, 0xFF, 0xDC});  // 65,500 in both directions
}

std::string jpeg_of_many_scans() {
  constexpr int kScans = 500;
  Bytes file{0xFF, 0xD8};
  append(file, {0xFF, 0xDB, 0, 67, 0});
  file.insert(file.end(), 64, 1);
  append(file, {0xFF, 0xC2, 0, 11, 8, 0x1F, 0x40, 0x1F, 0x40, 1, 1, 0x11, 0});              // 8000 x 8000, gray
  append(file, {0xFF, 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});  // one code: nothing changes
  for (int scan = 0; scan < kScans; ++scan) append(file, {0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0, 0});
  append(file, {0xFF, 0xD9});
  return text_of(file);
}

// PNG: ISO/IEC 15948, 5.3.

void append_chunk(Bytes& file, const std::string& type, const Bytes& data) {
  append_big_endian(file, static_cast<std::uint32_t>(data.size()));
  const std::size_t checked = file.size();
  append(file, type);
  file.insert(file.end(), data.begin(), data.end());
  append_big_endian(file, crc32(ByteView(file).subspan(checked)));
}

struct ExtraChunk {
  std::string type;
  Bytes data;
};

/// A gray image of one black row, whatever size its header announces, behind some `copies` of `extra`.
std::string png_of(imaging::Size size, const ExtraChunk& extra, int copies = kCopies) {
  Bytes file;
  append(file, "\x89PNG\r\n\x1A\n");
  Bytes header;
  append_big_endian(header, size.width_px);
  append_big_endian(header, size.height_px);
  append(header, {8, 0, 0, 0, 0});
  append_chunk(file, "IHDR", header);
  for (int copy = 0; copy < copies && !extra.type.empty(); ++copy) append_chunk(file, extra.type, extra.data);
  append_chunk(file, "IDAT", deflate(Bytes(1 + std::min(size.width_px, 100U)), kFastDeflate));
  append_chunk(file, "IEND", {});
  return text_of(file);
}

std::string png_of_many_pixels() {
  return png_of({65535, 65535}, {});
}

/// `prefix`, then a stream that inflates to much.
Bytes with_inflated(const std::string& prefix) {
  static const Bytes stream = deflate(Bytes(kInflatedBytes), kThoroughDeflate);
  Bytes data;
  append(data, prefix);
  data.insert(data.end(), stream.begin(), stream.end());
  return data;
}

/// All the black rows that the header announces.
std::string png_of_black(imaging::Size size) {
  const Image image = testing_support::make_flat(testing_support::format_of(ColorFamily::gray), size, 0);
  return text_of(find_codec(model::Format::png)->encode(image, {}));
}

/// Longer than any metadata are.
std::string long_text() {
  return std::string(std::size_t{50} << 20U, ' ');
}

Bytes with_long_text(const std::string& prefix) {
  Bytes data;
  append(data, prefix + long_text());
  return data;
}

// WebP: RFC 9649, 2.6, 2.7 and 3.4.

void append_webp_chunk(Bytes& file, const std::string& name, const Bytes& data) {
  append(file, name);
  append_little_endian(file, static_cast<std::uint32_t>(data.size()), 4);
  file.insert(file.end(), data.begin(), data.end());
  if (data.size() % 2 != 0) file.push_back(0);
}

struct ExtraWebp {
  std::string name;
  Bytes data;
  int copies = 1;
};

/// An animation of a frame of 2 x 2 pixels on such a canvas, with chunks behind it.
std::string webp_of_canvas(imaging::Size canvas, const ExtraWebp& extra = {}) {
  constexpr int kAnimationAndMetadata = 0x02 | 0x04 | 0x08 | 0x20;
  const PixelFormat format = testing_support::format_of(ColorFamily::rgb);
  const Bytes still =
      find_codec(model::Format::webp)->encode(testing_support::make_picture(format, imaging::Size{2, 2}), {});
  Bytes body;
  append(body, "WEBP");
  Bytes header;
  append(header, {kAnimationAndMetadata, 0, 0, 0});
  append_little_endian(header, canvas.width_px - 1, 3);
  append_little_endian(header, canvas.height_px - 1, 3);
  append_webp_chunk(body, "VP8X", header);
  append_webp_chunk(body, "ANIM", Bytes(6));
  Bytes frame(6);
  append_little_endian(frame, 1, 3);
  append_little_endian(frame, 1, 3);
  append_little_endian(frame, 100, 4);
  frame.insert(frame.end(), still.begin() + 12, still.end());
  append_webp_chunk(body, "ANMF", frame);
  const bool is_frame = extra.name == "ANMF";
  for (int copy = 0; copy < extra.copies && !extra.name.empty(); ++copy) {
    append_webp_chunk(body, extra.name, is_frame ? frame : extra.data);
  }
  Bytes file;
  append_webp_chunk(file, "RIFF", body);
  return text_of(file);
}

std::string webp_of_many_pixels() {
  constexpr std::uint32_t kSide = 16383;
  Bytes picture{0x2F};
  append_little_endian(picture, kSide | kSide << 14U, 4);  // one less than the sides
  picture.resize(64);
  Bytes file;
  append(file, "RIFF");
  append_little_endian(file, static_cast<std::uint32_t>(picture.size()) + 12, 4);
  append(file, "WEBPVP8L");
  append_little_endian(file, static_cast<std::uint32_t>(picture.size()), 4);
  file.insert(file.end(), picture.begin(), picture.end());
  return text_of(file);
}

// TIFF 6.0, section 2.

struct TiffShape {
  imaging::Size size;
  std::uint32_t rows_per_strip = 1;
  std::uint32_t next_directory = 0;
};

std::string tiff_of(const TiffShape& shape) {
  constexpr std::uint32_t kShort = 3;
  constexpr std::uint32_t kLong = 4;
  constexpr std::uint32_t kDirectory = 8;
  const std::array<std::array<std::uint32_t, 3>, 9> fields{{{256, kLong, shape.size.width_px},
                                                            {257, kLong, shape.size.height_px},
                                                            {258, kShort, 8},
                                                            {259, kShort, 1},
                                                            {262, kShort, 1},
                                                            {273, kLong, kDirectory},
                                                            {277, kShort, 1},
                                                            {278, kLong, shape.rows_per_strip},
                                                            {279, kLong, 1}}};
  Bytes file;
  append(file, std::string("II*\0", 4));
  append_little_endian(file, kDirectory, 4);
  append_little_endian(file, static_cast<std::uint32_t>(fields.size()), 2);
  for (const auto& [tag, type, value] : fields) {
    append_little_endian(file, tag, 2);
    append_little_endian(file, type, 2);
    append_little_endian(file, 1, 4);
    append_little_endian(file, value, 4);
  }
  append_little_endian(file, shape.next_directory, 4);
  return text_of(file);
}

/// The same small frame on a canvas of any size.
std::string gif_of_canvas(imaging::Size canvas) {
  return text_of(testing_support::make_gif(
      {.screen = canvas, .frame = imaging::Size{2, 2}, .bits = 1, .palette = Bytes(6)}, [](auto, auto) { return 0U; }));
}

std::string bmp_of_many_pixels() {
  Bytes file = testing_support::make_bmp({.size = {1, 1}, .pixel_bits = 8, .compression = 1, .palette = Bytes(768)},
                                         [](auto, auto) { return 0U; });
  for (const std::size_t at : {18U, 22U}) file[at] = file[at + 1] = 0xFF;  // 65,535 in both directions
  return text_of(file);
}

// JPEG XL: ISO/IEC 18181-1, annex D. Bits are counted from the lowest.

std::string jxl_of_many_pixels() {
  constexpr std::uint64_t kLongHeight = 3;
  constexpr std::uint64_t kSquare = 1;
  constexpr std::uint64_t kHeight = 65535;
  constexpr std::uint64_t kDefaults = 3;  // of the image and of its colors
  const std::uint64_t header = kLongHeight << 1U | (kHeight - 1) << 3U | kSquare << 33U | kDefaults << 36U;
  Bytes file{0xFF, 0x0A};
  for (unsigned byte = 0; byte < 5; ++byte) file.push_back(static_cast<std::uint8_t>(header >> 8 * byte));
  file.resize(64);
  return text_of(file);
}

/// A few bytes of XMP, compressed.
std::string jxl_of_long_packet() {
  const Image image = testing_support::make_picture(testing_support::format_of(ColorFamily::rgb), imaging::Size{2, 2});
  return text_of(testing_support::make_jxl({.xmp = Bytes(kInflatedBytes, ' '), .compressed_boxes = true}, image));
}

}  // namespace

std::vector<Bomb> make_bombs() {
  std::vector<Bomb> bombs{
      {"pixels.jpg", jpeg_of_many_pixels(), kTooManyPixels},
      {"pixels.png", png_of_many_pixels(), kTooManyPixels},
      {"pixels.webp", webp_of_many_pixels(), kTooManyPixels},
      {"pixels.tif", tiff_of({.size = {65535, 65535}, .rows_per_strip = 65535}), kTooManyPixels},
      {"strips.tif", tiff_of({.size = {1, 0xFFFFFFFF}}), "TIFF"},
      {"strip.tif", tiff_of({.size = {16000, 16000}, .rows_per_strip = 0xFFFFFFFF}), "TIFF"},
      {"loop.tif", tiff_of({.size = {1, 1}, .next_directory = 8}), ""},
      {"scans.jpg", jpeg_of_many_scans(), "500 scans"},
      {"profiles.png", png_of({1, 1}, {"iCCP", with_inflated(std::string("x\0\0", 3))}), ""},
      {"packets.png", png_of({1, 1}, {"iTXt", with_inflated(std::string("XML:com.adobe.xmp\0\1\0\0\0", 22))}), ""},
      {"texts.png", png_of({1, 1}, {"zTXt", with_inflated(std::string("Comment\0\0", 9))}), ""},
      {"raw_profiles.png", png_of({1, 1}, {"zTXt", with_inflated(std::string("Raw profile type exif\0\0", 23))}), ""},
      {"chunks.png", png_of({1, 1}, {"quUx", {}}, 2'000'000), ""},
      {"text.png", png_of({1, 1}, {"tEXt", with_long_text(std::string("Comment\0", 8))}, 1), ""},
      {"packet.png", png_of({1, 1}, {"iTXt", with_long_text(std::string("XML:com.adobe.xmp\0\0\0\0\0", 22))}, 1), ""},
      {"exif.png", png_of({1, 1}, {"eXIf", with_long_text(std::string("II*\0", 4))}, 1), ""},
      {"wide.png", png_of({1U << 24U, 15}, {}), "1000000"},
      {"tall.png", png_of({1, 1U << 24U}, {}), "1000000"},
      {"wide.tif", tiff_of({.size = {1U << 24U, 1}}), "1000000"},
      {"tall.tif", tiff_of({.size = {1, 1U << 24U}, .rows_per_strip = 1U << 24U}), "1000000"},
      {"canvas.webp", webp_of_canvas({1U << 24U, 15}), "larger than any image"},
      {"packet.webp", webp_of_canvas({2, 2}, {"XMP ", with_long_text("")}), ""},
      {"exif.webp", webp_of_canvas({2, 2}, {"EXIF", with_long_text(std::string("II*\0", 4))}), ""},
      {"chunks.webp", webp_of_canvas({2, 2}, {"quUx", {}, 200'000}), ""},
      {"frames.webp", webp_of_canvas({2, 2}, {"ANMF", {}, 100'000}), ""},
      {"pixels.bmp", bmp_of_many_pixels(), kTooManyPixels},
      {"pixels.gif", gif_of_canvas({65535, 65535}), kTooManyPixels},
      {"pixels.jxl", jxl_of_many_pixels(), kTooManyPixels},
      {"packet.jxl", jxl_of_long_packet(), ""}};
  if (const Codec* avif = find_codec(model::Format::avif); avif != nullptr && avif->encode != nullptr) {
    // The coded image counts: a size that contradicts it is passed over.
    bombs.push_back({"pixels.avif", patched(model::Format::avif, "ispe", 8, {0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF}), ""});
  }
  return bombs;
}

std::vector<Bomb> make_large_images() {
  constexpr imaging::Size kSquare{8000, 8000};
  return {{"square.png", png_of_black(kSquare), ""},
          {"wide.png", png_of_black({1'000'000, 64}), ""},
          {"tall.png", png_of_black({64, 1'000'000}), ""},
          {"canvas.webp", webp_of_canvas(kSquare), ""},
          {"canvas.gif", gif_of_canvas(kSquare), ""}};
}

}  // namespace resizer::test
