// The floor under resizing JPEGs: libjpeg-turbo's own scaled decoding, to RGB as its programs do it, and nothing else.
// The scale is the smallest of 1, 1/2, 1/4, 1/8 at which 1.5 times the width is left. usage: scaled_decode WIDTH
// FILE...

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <jpeglib.h>

namespace {

void decode(const std::vector<unsigned char>& file, double width_px) {
  constexpr unsigned kBlock = 8;
  constexpr double kShrinkOnLoad = 1.5;
  jpeg_decompress_struct codec{};
  jpeg_error_mgr errors{};
  codec.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&codec);
  jpeg_mem_src(&codec, file.data(), file.size());
  jpeg_read_header(&codec, TRUE);
  codec.scale_denom = kBlock;
  codec.scale_num = kBlock;
  while (codec.scale_num > 1) {
    const unsigned half = codec.scale_num / 2;
    if (codec.image_width * half < kShrinkOnLoad * width_px * kBlock) break;
    codec.scale_num = half;
  }
  jpeg_start_decompress(&codec);
  std::vector<unsigned char> row(std::size_t{codec.output_width} * static_cast<unsigned>(codec.output_components));
  JSAMPROW pointer = row.data();
  while (codec.output_scanline < codec.output_height) jpeg_read_scanlines(&codec, &pointer, 1);
  jpeg_finish_decompress(&codec);
  jpeg_destroy_decompress(&codec);
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() < 3) return 2;
  for (const char* path : arguments.subspan(2)) {
    std::ifstream file(path, std::ios::binary);
    decode({std::istreambuf_iterator<char>(file), {}}, std::stod(arguments[1]));
  }
  return 0;
}
