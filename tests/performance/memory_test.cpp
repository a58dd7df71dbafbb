#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// libjpeg's header needs size_t and FILE to be known.
#include <cstdio>

#include <jpeglib.h>

#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::test {
namespace {

struct File {
  unsigned width_px;
  unsigned height_px;
  bool progressive;
};

/// 4:2:0, written row by row.
std::string make_jpeg(const File& wanted) {
  jpeg_compress_struct codec{};
  jpeg_error_mgr errors{};
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  unsigned char* output = nullptr;
  unsigned long output_bytes = 0;
  jpeg_mem_dest(&codec, &output, &output_bytes);
  codec.image_width = wanted.width_px;
  codec.image_height = wanted.height_px;
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  if (wanted.progressive) jpeg_simple_progression(&codec);
  jpeg_start_compress(&codec, TRUE);
  std::vector<unsigned char> row(std::size_t{wanted.width_px} * 3);
  JSAMPROW pointer = row.data();
  for (unsigned y = 0; y < wanted.height_px; ++y) {
    for (std::size_t x = 0; x < row.size(); x += 48) row[x] = static_cast<unsigned char>(x / 64 + y / 16);
    jpeg_write_scanlines(&codec, &pointer, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  std::string file(reinterpret_cast<const char*>(output), output_bytes);
  std::free(output);  // NOLINT(cppcoreguidelines-owning-memory): libjpeg's destination allocates with malloc
  return file;
}

/// Resident memory of the worker that made such an image 800 px wide, beyond the bytes of the file.
double peak_worker_mb(const File& file, const std::string& shrink_on_load) {
  const TempFolder folder;
  const auto input = folder.write("in.jpg", make_jpeg(file));
  const Finished finished = run({.arguments = {RESIZER_BINARY, "--in", "in.jpg", "--out", "out", "--width", "800",
                                               "--mode", "sequential", "--json", "--shrink-on-load", shrink_on_load},
                                 .folder = folder.path()});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  const auto report = nlohmann::json::parse(finished.out);
  const auto peak_bytes = report["modes"][0]["runs"][0]["peak_worker_bytes"].get<double>();
  return (peak_bytes - static_cast<double>(std::filesystem::file_size(input))) / 1e6;
}

TEST(Memory, DoesNotGrowWithTheInput) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "AddressSanitizer needs memory of its own";
#endif
  for (const bool progressive : {false, true}) {
    // Without it all rows of the input go through the resampler.
    for (const std::string shrink_on_load : {"2", "off"}) {
      const std::string what =
          std::string(progressive ? "progressive" : "baseline") + ", --shrink-on-load " + shrink_on_load;
      const double small_mb = peak_worker_mb({4000, 3000, progressive}, shrink_on_load);
      const double large_mb = peak_worker_mb({12000, 8400, progressive}, shrink_on_load);
      std::printf("%s: %.1f and %.1f MB\n", what.c_str(), small_mb, large_mb);
      EXPECT_LT(small_mb, 24) << "12 megapixels, " << what;
      EXPECT_LT(large_mb, 32) << "100 megapixels, " << what;
      // A row is three times as long, and its samples have 16 bits; decoded in full, the filter reaches over 15 times 6
      // rows.
      EXPECT_LT(large_mb - small_mb, 18) << "8 times the pixels, " << what;
    }
  }
}

}  // namespace
}  // namespace resizer::test
