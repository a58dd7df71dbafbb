#include "imaging/support/jpeg_reference.hpp"

#include <bit>

#include "imaging/codecs/jpeg/image_end.hpp"
#include "imaging/codecs/jpeg/library_scan.hpp"
#include "imaging/codecs/jpeg/progressive_scans.hpp"
#include "imaging/codecs/jpeg/scaled_decoder.hpp"
#include "util/error.hpp"

namespace resizer::imaging::testing_support {
namespace {

/// Rows for planes of this layout.
class Rows {
 public:
  explicit Rows(const DecodedLayout& layout) {
    for (std::size_t plane = 0; plane < layout.format.planes(); ++plane) {
      planes_[plane].resize(layout.row_capacity_bytes[plane] * layout.row_capacity[plane]);
      buffers_[plane] = {planes_[plane].data(), static_cast<std::ptrdiff_t>(layout.row_capacity_bytes[plane])};
    }
  }
  const RowBuffers& buffers() const { return buffers_; }

 private:
  std::array<Bytes, kMaxPlanes> planes_;
  RowBuffers buffers_;
};

/// What libjpeg has reported so far.
bool has_no_damage(JpegHeader& header) {
  Damage damage;
  damage.judge_by(model::FailOn::none);
  header.errors().report(damage);
  model::Warnings warnings;
  damage.add_to(warnings);
  return !warnings.has(model::Warning::data_damaged);
}

bool reads_all(JpegHeader& header, const Bytes& file, DctSizes sizes) {
  const JpegPlanes planes = describe_planes(header.codec());
  if (!planes.raw) return false;
  const auto decoder = JpegScaledDecoder::open(header.codec(), header.scan(), sizes);
  if (!decoder) return false;
  const DecodedLayout layout = raw_layout(header.codec(), planes, sizes, DctScaling::band_limited);
  const Rows rows(layout);
  for (unsigned y = 0; y < layout.size.height_px; y += layout.batch_rows) {
    if (!decoder->read(rows.buffers())) return false;
  }
  return judge_image_end(file, file.size() - decoder->rest().size()) == ImageEnd::proper;
}

Image image_of(const DecodedLayout& layout, const RowBuffers& rows) {
  Image image = make_image(layout.format, layout.size);
  for (std::size_t plane = 0; plane < image.planes.size(); ++plane) {
    cv::Mat& samples = image.planes[plane];
    for (int y = 0; y < samples.rows; ++y) {
      copy_row(layout, rows[plane].row(static_cast<std::size_t>(y)), static_cast<std::size_t>(samples.cols),
               samples.ptr(y));
    }
  }
  return image;
}

/// All coefficients of a file, as libjpeg reads them.
class LibjpegCoefficients {
 public:
  explicit LibjpegCoefficients(ByteView file) : header_(file) {
    header_.errors().guard([this] { planes_ = jpeg_read_coefficients(&header_.codec()); });
  }

  const JCOEF* block(std::size_t component, std::size_t x, std::size_t y) {
    auto& codec = header_.codec();
    const auto common = reinterpret_cast<j_common_ptr>(&codec);
    return codec.mem->access_virt_barray(common, planes_[component], static_cast<JDIMENSION>(y), 1, FALSE)[0][x];
  }

  bool is_undamaged() const { return has_no_damage(header_); }

 private:
  mutable JpegHeader header_;
  jvirt_barray_ptr* planes_ = nullptr;
};

bool is_same_block(const JpegCoefficientRow& row, std::size_t block, const JCOEF* libjpegs) {
  for (unsigned column = 0; column < row.size(); ++column) {
    for (unsigned line = 0; line < row.size(); ++line) {
      if (row.values(block)[column * row.size() + line] != libjpegs[line * kDctBlock + column]) return false;
    }
  }
  return true;
}

bool is_same_row(const JpegCoefficientRow& row, std::size_t component, std::size_t mcu_row,
                 LibjpegCoefficients& libjpegs) {
  for (std::size_t y = 0; y < row.height(mcu_row); ++y) {
    for (std::size_t x = 0; x < row.width(); ++x) {
      const JCOEF* expected = libjpegs.block(component, x, mcu_row * row.mcu_height() + y);
      if (!is_same_block(row, y * row.padded_width() + x, expected)) return false;
    }
  }
  return true;
}

bool has_same_coefficients(JpegProgressiveCoefficients& ours, std::size_t mcu_rows, LibjpegCoefficients& libjpegs) {
  for (std::size_t mcu_row = 0; mcu_row < mcu_rows; ++mcu_row) {
    ours.read_row();
    for (std::size_t k = 0; k < ours.rows().size(); ++k) {
      if (!is_same_row(ours.rows()[k], k, mcu_row, libjpegs)) return false;
    }
  }
  return true;
}

}  // namespace

JpegPixel flat_and_noisy(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t noise = (x * 2654435761U ^ y * 40503U) * 2246822519U >> 24U;
  const bool is_noisy = (x / 24 + y / 24) % 2 == 0;
  const auto level = [&](std::uint32_t base) { return static_cast<std::uint8_t>(is_noisy ? noise : base % 256); };
  return {level(x * 2), level(y * 3), level(x + y), level(x)};
}

DecodeRequest request_for_blocks_of(unsigned size, const StoredJpeg& kind) {
  const double spare = size <= 2 ? 1.25 : 1;
  const auto log2 = [](int factor) {
    return static_cast<std::uint8_t>(std::countr_zero(static_cast<unsigned>(factor)));
  };
  return {spare * kDctBlock / size, {log2(kind.h_samp_factor), log2(kind.v_samp_factor)}, model::FailOn::none};
}

std::vector<StoredJpeg> sampled_kinds(bool progressive) {
  std::vector<StoredJpeg> kinds;
  for (const auto& [across, down] : {std::pair{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {4, 2}}) {
    for (const Size size : {Size{96, 72}, Size{131, 97}, Size{8, 8}, Size{1, 1}, Size{333, 5}}) {
      for (const int quality : {100, 75, 5}) {
        StoredJpeg kind{.progressive = progressive};
        kind.size = size;
        kind.h_samp_factor = across;
        kind.v_samp_factor = down;
        kind.quality = quality;
        kinds.push_back(kind);
        kind.restart_interval = 3;
        kinds.push_back(kind);
      }
    }
  }
  for (const J_COLOR_SPACE color : {JCS_GRAYSCALE, JCS_RGB}) {
    StoredJpeg kind{.progressive = progressive};
    kind.color = color;
    kind.size = {131, 97};
    kinds.push_back(kind);
    if (color == JCS_RGB) continue;
    kind.h_samp_factor = kind.v_samp_factor = 2;  // ignored for a single component
    kinds.push_back(kind);
  }
  return kinds;
}

JpegHeader::JpegHeader(ByteView file) {
  codec_.err = errors_.manager();
  try {
    errors_.guard([&] {
      jpeg_create_decompress(&codec_);
      jpeg_mem_src(&codec_, file.data(), file.size());
      jpeg_read_header(&codec_, TRUE);
    });
  } catch (...) {
    jpeg_destroy_decompress(&codec_);
    throw;
  }
}

bool decodes_without_libjpeg(const Bytes& file, unsigned size) {
  try {
    JpegHeader header(file);
    return reads_all(header, file, {size, size});
  } catch (const util::Error&) {
    return false;
  }
}

LibjpegResult decode_by_libjpeg(const Bytes& file, unsigned size, const StoredJpeg& kind) {
  JpegHeader header(file);
  const JpegPlanes planes = describe_planes(header.codec());
  const DctSizes sizes = choose_dct_sizes(planes, request_for_blocks_of(size, kind), DctScaling::band_limited);
  JpegLibraryScan scan(header.codec(), header.errors(), planes, sizes);
  const DecodedLayout layout = scan.start(kFractionBits);
  const Rows rows(raw_layout(header.codec(), planes, sizes, DctScaling::band_limited));
  for (unsigned y = 0; y < layout.size.height_px; y += layout.batch_rows) scan.read(rows.buffers());
  scan.finish();
  Damage damage;
  damage.judge_by(model::FailOn::none);
  header.errors().report(damage);
  model::Warnings warnings;
  damage.add_to(warnings);
  return {image_of(layout, rows.buffers()),
          !warnings.has(model::Warning::data_damaged) && !header.errors().end().is_uncertain()};
}

Agreement compare_coefficients(const Bytes& file, unsigned size) {
  JpegHeader header(file);
  if (!has_no_damage(header)) return Agreement::not_decoded;
  std::array<unsigned, MAX_COMPONENTS> sizes{};
  sizes.fill(size);
  const auto open = [&] { return JpegProgressiveCoefficients::open(header.codec(), header.scan(), sizes); };
  const std::size_t mcu_rows =
      ceil_div(header.codec().image_height, static_cast<std::size_t>(header.codec().max_v_samp_factor) * kDctBlock);
  const auto decoder = JpegScaledDecoder::open(header.codec(), header.scan(), {size, size});
  auto all = open();
  if (!decoder || !all) return Agreement::not_decoded;
  for (std::size_t mcu_row = 0; mcu_row < mcu_rows; ++mcu_row) {
    if (!all->read_row()) return Agreement::not_decoded;
  }
  try {
    LibjpegCoefficients libjpegs(file);
    auto coefficients = open();
    if (has_same_coefficients(*coefficients, mcu_rows, libjpegs) && libjpegs.is_undamaged()) return Agreement::same;
  } catch (const util::Error&) {  // as below
  }
  // What follows the last scan may be at fault, which is judged apart.
  return decodes_without_libjpeg(file, size) ? Agreement::different : Agreement::not_decoded;
}

}  // namespace resizer::imaging::testing_support
