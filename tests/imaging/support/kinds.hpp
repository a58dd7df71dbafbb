#pragma once

#include <string>
#include <vector>

#include "imaging/codecs/codec.hpp"
#include "imaging/support/scene.hpp"
#include "model/job_report.hpp"

/// A small file of every kind that can be read.
namespace resizer::imaging::testing_support {

struct Kind {
  std::string name;
  Bytes file;
  Scene scene;  ///< What the file shows, by the numbers that went into it.
  model::Format format = model::Format::jpeg;
  unsigned depth_bits = 8;
  unsigned channels = 3;
  bool alpha = false;
  model::Warnings warnings;
  bool lossy = false;
  bool hard_edges = false;  ///< So few colors that neighbors are far apart.
  bool has_palette = false;
};

std::vector<Kind> jpeg_kinds();
std::vector<Kind> png_kinds();
std::vector<Kind> webp_kinds();
std::vector<Kind> tiff_kinds();
/// HEIC only where libheif can make it.
std::vector<Kind> heif_kinds();
std::vector<Kind> jxl_kinds();
std::vector<Kind> gif_kinds();
std::vector<Kind> bmp_kinds();
/// With a preview of full size.
std::vector<Kind> raw_kinds();

}  // namespace resizer::imaging::testing_support
