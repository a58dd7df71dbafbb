#include "imaging/support/jpeg_testing.hpp"

#include <cstdlib>

#include "imaging/codecs/jpeg/metadata.hpp"

namespace resizer::imaging::testing_support {
namespace {

J_COLOR_SPACE given_color(J_COLOR_SPACE stored) {
  switch (stored) {
    case JCS_GRAYSCALE:
      return JCS_GRAYSCALE;
    case JCS_CMYK:
    case JCS_YCCK:
      return JCS_CMYK;
    default:
      return JCS_RGB;
  }
}

void describe(const StoredJpeg& stored, jpeg_compress_struct& codec) {
  codec.image_width = stored.size.width_px;
  codec.image_height = stored.size.height_px;
  codec.in_color_space = given_color(stored.color);
  codec.input_components = codec.in_color_space == JCS_GRAYSCALE ? 1 : codec.in_color_space == JCS_RGB ? 3 : 4;
  jpeg_set_defaults(&codec);
  jpeg_set_colorspace(&codec, stored.color);
  jpeg_set_quality(&codec, stored.quality, TRUE);
  if (stored.progressive) jpeg_simple_progression(&codec);
  static constexpr std::array<jpeg_scan_info, 4> kScans{
      {{1, {0}, 0, 63, 0, 0}, {1, {1}, 0, 63, 0, 0}, {1, {2}, 0, 63, 0, 0}, {1, {3}, 0, 63, 0, 0}}};
  if (stored.separate_scans) {
    codec.scan_info = kScans.data();
    codec.num_scans = codec.num_components;
  }
  if (!stored.script.empty()) {
    codec.scan_info = stored.script.data();
    codec.num_scans = static_cast<int>(stored.script.size());
  }
  codec.arith_code = stored.arithmetic ? TRUE : FALSE;
  codec.restart_interval = static_cast<unsigned>(stored.restart_interval);
  for (int index = 0; index < codec.num_components; ++index) {
    const bool full = index == 0 || index == 3;
    codec.comp_info[index].h_samp_factor = full ? stored.h_samp_factor : 1;
    codec.comp_info[index].v_samp_factor = full ? stored.v_samp_factor : 1;
  }
}

/// In the format of cjpeg -scans.
std::string printed_script(const std::vector<jpeg_scan_info>& script) {
  std::string text;
  for (const jpeg_scan_info& scan : script) {
    for (int k = 0; k < scan.comps_in_scan; ++k) text += (k > 0 ? "," : "") + std::to_string(scan.component_index[k]);
    text += ": " + std::to_string(scan.Ss) + "-" + std::to_string(scan.Se) + ", " + std::to_string(scan.Ah) + ", " +
            std::to_string(scan.Al) + "; ";
  }
  return text;
}

}  // namespace

std::string StoredJpeg::printed() const {
  return "color space " + std::to_string(color) + ", sampling " + std::to_string(h_samp_factor) + "x" +
         std::to_string(v_samp_factor) + (progressive ? ", progressive" : "") + (arithmetic ? ", arithmetic" : "") +
         (separate_scans ? ", separate scans" : "") + (script.empty() ? "" : ", scans " + printed_script(script)) +
         ", " + std::to_string(size.width_px) + "x" + std::to_string(size.height_px) + " px, quality " +
         std::to_string(quality) + ", restarts each " + std::to_string(restart_interval);
}

Bytes make_jpeg(const StoredJpeg& stored, const std::function<JpegPixel(std::uint32_t x, std::uint32_t y)>& pixel) {
  jpeg_compress_struct codec{};
  jpeg_error_mgr errors;
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  unsigned char* output = nullptr;
  unsigned long output_bytes = 0;
  jpeg_mem_dest(&codec, &output, &output_bytes);
  describe(stored, codec);
  jpeg_start_compress(&codec, TRUE);
  if (stored.metadata != nullptr) write_metadata_markers(codec, *stored.metadata);
  Bytes row;
  for (std::uint32_t y = 0; y < stored.size.height_px; ++y) {
    row.clear();
    for (std::uint32_t x = 0; x < stored.size.width_px; ++x) {
      const JpegPixel samples = pixel(x, y);
      for (int index = 0; index < codec.input_components; ++index) {
        // libjpeg writes an Adobe marker, and Adobe stores 255 for no ink.
        const std::uint8_t sample = samples[static_cast<std::size_t>(index)];
        row.push_back(codec.input_components == 4 ? static_cast<std::uint8_t>(255 - sample) : sample);
      }
    }
    JSAMPROW rows = row.data();
    jpeg_write_scanlines(&codec, &rows, 1);
  }
  jpeg_finish_compress(&codec);
  Bytes file(output, output + output_bytes);
  jpeg_destroy_compress(&codec);
  std::free(output);  // NOLINT(cppcoreguidelines-owning-memory): libjpeg's destination allocates with malloc
  return file;
}

}  // namespace resizer::imaging::testing_support
