#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

// libjpeg's header needs size_t and FILE to be known.
#include <jpeglib.h>

#include "imaging/codecs/codec.hpp"

/// Makes JPEG files with libjpeg features that the encoder does not use.
namespace resizer::imaging::testing_support {

struct StoredJpeg {
  Size size{96, 72};
  J_COLOR_SPACE color = JCS_YCbCr;  ///< In the file.
  int h_samp_factor = 1;            ///< Of the first component and black; 1 for all others.
  int v_samp_factor = 1;
  bool progressive = false;
  /// The scan script, progressive or sequential; empty: libjpeg's default.
  std::vector<jpeg_scan_info> script{};
  bool arithmetic = false;
  bool separate_scans = false;  ///< Sequential, with a scan for each component.
  int quality = 97;
  int restart_interval = 0;  ///< MCUs; 0: no restarts.
  const Metadata* metadata = nullptr;

  std::string printed() const;
};

/// The samples of a pixel: gray; red, green, blue; or cyan, magenta, yellow, black as amounts of ink.
using JpegPixel = std::array<std::uint8_t, 4>;

Bytes make_jpeg(const StoredJpeg& stored, const std::function<JpegPixel(std::uint32_t x, std::uint32_t y)>& pixel);

}  // namespace resizer::imaging::testing_support
