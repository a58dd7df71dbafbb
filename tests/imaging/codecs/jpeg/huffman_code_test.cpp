#include "imaging/codecs/jpeg/huffman_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <opencv2/core.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/support/pictures.hpp"

namespace resizer::imaging {
namespace {

using testing_support::format_of;

/// A compressor with libjpeg's standard tables, which contain all symbols.
struct Compressor {
  Compressor() {
    codec.err = jpeg_std_error(&errors);
    jpeg_create_compress(&codec);
    codec.in_color_space = JCS_YCbCr;
    codec.input_components = 3;
    jpeg_set_defaults(&codec);
  }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  ~Compressor() { jpeg_destroy_compress(&codec); }

  jpeg_compress_struct codec{};
  jpeg_error_mgr errors{};
};

/// The code length of each symbol.
std::map<int, unsigned> lengths_of(const JHUFF_TBL& table) {
  std::map<int, unsigned> lengths;
  unsigned next = 0;
  for (unsigned length = 1; length <= 16; ++length) {
    for (unsigned k = 0; k < table.bits[length]; ++k) lengths[table.huffval[next++]] = length;
  }
  return lengths;
}

/// The number of 16-bit codes that are taken.
unsigned taken(const JHUFF_TBL& table) {
  unsigned sum = 0;
  for (const auto& [symbol, length] : lengths_of(table)) sum += 1U << (16 - length);
  return sum;
}

JHUFF_TBL table_of(const std::map<unsigned, std::vector<UINT8>>& symbols_by_length) {
  JHUFF_TBL table{};
  unsigned next = 0;
  for (const auto& [length, symbols] : symbols_by_length) {
    table.bits[length] = static_cast<UINT8>(symbols.size());
    for (const UINT8 symbol : symbols) table.huffval[next++] = symbol;
  }
  return table;
}

TEST(JpegHuffman, LeavesCompleteCodesAlone) {
  const Compressor standard;
  const JpegHuffmanCodes codes = complete_codes(standard.codec);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_EQ(lengths_of(codes.ac[k]), lengths_of(*standard.codec.ac_huff_tbl_ptrs[k]));
    EXPECT_EQ(lengths_of(codes.dc[k]), lengths_of(*standard.codec.dc_huff_tbl_ptrs[k]));
  }
}

TEST(JpegHuffman, GivesEverySymbolACode) {
  const Compressor standard;
  const std::map<int, unsigned> alphabet = lengths_of(*standard.codec.ac_huff_tbl_ptrs[0]);
  ASSERT_EQ(alphabet.size(), 162U);
  const std::map<unsigned, std::vector<UINT8>> rows[] = {
      {{1, {0x00}}},                                                      // half of the code space is free
      {{1, {0x00}}, {2, {0x01}}, {3, {0x11}}, {4, {0x02}}, {5, {0x21}}},  // little is free
      {{1, {0x00}},
       {2, {0x01}},
       {3, {0x11}},
       {4, {0x02}},
       {5, {0x21}},
       {6, {0x31}},
       {7, {0x41}},
       {8, {0x03}},
       {9, {0x51}},
       {10, {0x12}},
       {11, {0x61}},
       {12, {0x71}},
       {13, {0x22}},
       {14, {0x81}},
       {15, {0x04}},
       {16, {0x91}}}};
  for (const auto& row : rows) {
    const JHUFF_TBL before = table_of(row);
    const Compressor compressor;
    *compressor.codec.ac_huff_tbl_ptrs[0] = before;
    const JHUFF_TBL after = complete_codes(compressor.codec).ac[0];
    const std::map<int, unsigned> lengths = lengths_of(after);
    EXPECT_LT(taken(after), 65536U) << row.size() << " symbols";
    unsigned grown = 0;
    for (const auto& [symbol, standard_length] : alphabet) {
      ASSERT_TRUE(lengths.contains(symbol)) << "no code for " << symbol << " after " << row.size() << " symbols";
    }
    for (const auto& [symbol, length] : lengths_of(before)) grown += lengths.at(symbol) - length;
    EXPECT_LE(grown, 1U) << row.size() << " symbols";
  }
}

/// Puts noise into one row of blocks, which may or may not be sampled.
TEST(JpegHuffman, EncodesSymbolsMissingFromTheSample) {
  constexpr int kBlockRows = 40;
  const PixelFormat format = format_of(ColorFamily::ycbcr, {1, 1});
  for (int noisy = 0; noisy < kBlockRows; noisy += 3) {
    const Image image = testing_support::make_flat(format, {64, 16 * kBlockRows}, 90);
    cv::RNG random(static_cast<std::uint64_t>(noisy) + 1);
    for (unsigned plane = 0; plane < 3; ++plane) {
      const int rows = plane == 0 ? 16 : 8;
      cv::Mat block_row = image.planes[plane].rowRange(noisy * rows, (noisy + 1) * rows);
      random.fill(block_row, cv::RNG::UNIFORM, 0, 256);
    }
    const Bytes file = encode_jpeg(image, {100, nullptr});
    EXPECT_GT(testing_support::psnr_db(image, testing_support::decode(jpeg_codec(), file)), 50) << noisy;
  }
}

}  // namespace
}  // namespace resizer::imaging
