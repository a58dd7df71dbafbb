#include "encode.hpp"

#include <lcms2.h>
#include <webp/encode.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <span>
#include <stdexcept>

#include <jpeglib.h>  // Needs <cstdio> and does not include it.

namespace {

/// The picture lying on its left side, as a camera held upright stores it.
Pixels turned(const Pixels& upright) {
  Pixels stored{upright.height, upright.width, std::vector<std::uint8_t>(upright.bytes.size())};
  for (int y = 0; y < stored.height; ++y) {
    for (int x = 0; x < stored.width; ++x) {
      const auto from = 3 * (static_cast<std::ptrdiff_t>(x) * upright.width + upright.width - 1 - y);
      const auto to = 3 * (static_cast<std::ptrdiff_t>(y) * stored.width + x);
      std::copy_n(upright.bytes.begin() + from, 3, stored.bytes.begin() + to);
    }
  }
  return stored;
}

/// An EXIF block that says nothing but orientation 6: turn clockwise by a quarter.
constexpr std::array<std::uint8_t, 32> kExifOrientation6{
    'E', 'x',  'i', 'f', 0, 0,              //
    'M', 'M',  0,   42,  0, 0, 0, 8,        // Big-endian TIFF; its first directory is at 8,
    0,   1,                                 // has one entry:
    1,   0x12, 0,   3,   0, 0, 0, 1, 0, 6,  // tag 0x0112, one 16-bit number, 6
    0,   0,    0,   0,   0, 0,              // padding; no further directory.
};

std::vector<std::uint8_t> srgb_profile() {
  const std::unique_ptr<void, decltype(&cmsCloseProfile)> profile(cmsCreate_sRGBProfile(), cmsCloseProfile);
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  std::vector<std::uint8_t> bytes(size);
  cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
  std::fill_n(bytes.begin() + 24, 12,
              std::uint8_t{0});  // The time of its making: the file is to be the same each time.
  return bytes;
}

}  // namespace

void write(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  std::ofstream file(path, std::ios::binary);
  for (const std::uint8_t byte : bytes) file.put(static_cast<char>(byte));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

void save_jpeg(const std::filesystem::path& path, const Pixels& pixels, const JpegOptions& options) {
  const Pixels stored = options.turned ? turned(pixels) : pixels;
  jpeg_error_mgr errors{};
  jpeg_compress_struct jpeg{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  jpeg.image_width = static_cast<JDIMENSION>(stored.width);
  jpeg.image_height = static_cast<JDIMENSION>(stored.height);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, options.quality, TRUE);
  jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = options.chroma_step;
  jpeg.optimize_coding = TRUE;
  if (options.progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  if (options.turned) jpeg_write_marker(&jpeg, JPEG_APP0 + 1, kExifOrientation6.data(), kExifOrientation6.size());
  if (options.with_profile) {
    const std::vector<std::uint8_t> profile = srgb_profile();
    jpeg_write_icc_profile(&jpeg, profile.data(), static_cast<unsigned>(profile.size()));
  }
  const auto row_bytes = 3 * static_cast<std::size_t>(stored.width);
  while (jpeg.next_scanline < jpeg.image_height) {
    // libjpeg takes rows that it does not change as pointers to what it might change.
    auto* row = const_cast<JSAMPROW>(&stored.bytes[jpeg.next_scanline * row_bytes]);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  const std::unique_ptr<unsigned char, decltype(&std::free)> owner(data, &std::free);
  jpeg_destroy_compress(&jpeg);
  write(path, {data, size});
}

void save_webp(const std::filesystem::path& path, const Pixels& pixels, float quality) {
  std::uint8_t* data = nullptr;
  const std::size_t size =
      WebPEncodeRGB(pixels.bytes.data(), pixels.width, pixels.height, 3 * pixels.width, quality, &data);
  const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> owner(data, &WebPFree);
  if (size == 0) throw std::runtime_error("cannot encode " + path.string());
  write(path, {data, size});
}
