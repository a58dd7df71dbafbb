#include "imaging/pipeline/memory_requirement.hpp"

#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "imaging/support/bmp_testing.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/gif_testing.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/jxl_testing.hpp"
#include "imaging/support/png_testing.hpp"
#include "support/temp_folder.hpp"
#include "util/child_process.hpp"
#include "util/file.hpp"
#include "util/shared_mapping.hpp"

/// The requirement computed from the header, compared with the memory counted by the kernel.
namespace resizer::imaging {
namespace {

constexpr Size kLarge{2400, 1600};
constexpr std::uint64_t kMegabyte = 1'000'000;

/// A line of /proc/self/status (proc(5)), in bytes.
std::uint64_t memory_status(const std::string& name) {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;) {
    std::uint64_t kib = 0;
    if (word == name + ":" && file >> kib) return kib * 1024;
  }
  return 0;
}

/// Made in a process of its own: a heap that an encoder has left behind changes what is measured later.
Bytes made_elsewhere(const std::function<Bytes()>& make) {
  const test::TempFolder folder;
  util::ChildProcess child = util::ChildProcess::start([&] {
    util::write_new_file(folder / "made", make());
    return 0;
  });
  EXPECT_EQ(child.wait().end, util::ProcessEnd{util::ExitedWith{0}});
  Bytes file;
  util::read_file(folder / "made", std::uintmax_t{1} << 30U, file);
  return file;
}

Bytes encoded(model::Format format, const PixelFormat& wanted, Size size, Compression compression) {
  const Codec& codec = *find_codec(format);
  return made_elsewhere(
      [&] { return codec.encode(testing_support::make_picture(codec.storable(wanted, compression), size), {}); });
}

/// Flat gray in several scans.
Bytes progressive_jpeg(Size size) {
  return testing_support::make_jpeg({.size = size, .h_samp_factor = 2, .v_samp_factor = 2, .progressive = true},
                                    [](auto, auto) {
                                      return testing_support::JpegPixel{128, 128, 128};
                                    });
}

/// Black, in seven passes. Sides are multiples of 8.
Bytes interlaced_png(Size size) {
  const std::size_t pixels = std::size_t{size.width_px} * size.height_px;
  const std::size_t rows = size.height_px / 8 * std::size_t{1 + 1 + 1 + 2 + 2 + 4 + 4};
  return testing_support::make_png({.size = size, .color = 2, .interlaced = true, .rows = Bytes(pixels * 3 + rows)});
}

/// With noise in a few colors.
Bytes interlaced_gif(Size size) {
  return made_elsewhere([&] {
    return testing_support::make_gif({.screen = size, .bits = 2, .palette = Bytes(12, 99), .interlaced = true},
                                     [](std::uint32_t x, std::uint32_t y) { return (x * 7 + y * y) / 5 % 4; });
  });
}

Bytes run_length_bmp(Size size) {
  return made_elsewhere([&] {
    return testing_support::make_bmp({.size = size, .pixel_bits = 8, .compression = 1, .palette = Bytes(768, 99)},
                                     [](std::uint32_t x, std::uint32_t y) { return (x / 50 + y) % 256; });
  });
}

struct Row {
  std::string name;
  Bytes file;
  std::uint32_t width_px;
  std::vector<model::Format> formats{};
  std::optional<int> effort{};
};

struct Measured {
  std::uint64_t told_bytes;
  std::uint64_t taken_bytes;
  std::uint64_t held_while_asking_bytes;
};

/// Processes the file in a process of its own.
Measured measure(const Row& row) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("resizer-memory-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  model::Job job{folder / "input", row.file.size(), {folder / "output"}};
  while (job.outputs.size() < row.formats.size()) {
    job.outputs.push_back(folder / ("output" + std::to_string(job.outputs.size())));
  }
  util::write_new_file(job.input, row.file);
  const util::SharedArray<Measured> measured(1);
  ::malloc_trim(0);
  util::ChildProcess child = util::ChildProcess::start([&] {
    model::ResizeOptions options;
    options.sizes = {model::Box{row.width_px, std::nullopt}};
    options.shrink_on_load.reset();
    options.formats = row.formats;
    options.placeholder = row.formats.size() > 1;
    options.effort = row.effort;
    ImageProcessor processor(options);
    const std::uint64_t before = memory_status("VmRSS");
    processor.process(job, job.outputs, [&](std::uint64_t bytes) {
      ::malloc_trim(0);  // as a worker does before it waits
      Measured& so_far = measured[0];
      so_far.told_bytes = std::max(so_far.told_bytes, bytes);
      const std::uint64_t held = std::max(memory_status("VmRSS"), before) - before;
      so_far.held_while_asking_bytes = std::max(so_far.held_while_asking_bytes, held);
      return bytes;
    });
    measured[0].taken_bytes = memory_status("VmHWM") - before;
    return 0;
  });
  EXPECT_EQ(child.wait().end, util::ProcessEnd{util::ExitedWith{0}}) << row.name;
  std::filesystem::remove_all(folder);
  return measured[0];
}

std::vector<Row> rows() {
  using model::Format;
  const PixelFormat rgb = testing_support::format_of(ColorFamily::rgb);
  const PixelFormat ycbcr = testing_support::format_of(ColorFamily::ycbcr, {1, 1});
  PixelFormat rgba = rgb;
  rgba.alpha = Alpha::straight;
  PixelFormat deep = rgba;
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  const auto lossy = Compression::lossy;
  const auto lossless = Compression::lossless;
  const Bytes small = encoded(Format::jpeg, ycbcr, {320, 240}, lossy);
  const std::uint32_t larger = 1600;
  return {
      {"JPEG", encoded(Format::jpeg, ycbcr, kLarge, lossy), 400},
      {"progressive JPEG", progressive_jpeg(kLarge), 400},
      {"PNG", encoded(Format::png, rgb, kLarge, lossless), 400},
      {"PNG of 16 bits with alpha", encoded(Format::png, deep, kLarge, lossless), 400},
      {"interlaced PNG", interlaced_png(kLarge), 400},
      {"wide PNG", encoded(Format::png, rgb, {1'000'000, 8}, lossless), 400},
      {"tall PNG", encoded(Format::png, rgb, {256, 32'000}, lossless), 256},
      {"WebP", encoded(Format::webp, ycbcr, kLarge, lossy), 400},
      {"WebP with alpha", encoded(Format::webp, rgba, kLarge, lossy), 400},
      {"lossless WebP", encoded(Format::webp, rgb, kLarge, lossless), 400},
      {"TIFF", encoded(Format::tiff, rgb, kLarge, lossless), 400},
      {"JPEG XL", encoded(Format::jxl, rgb, kLarge, lossy), 400},
      {"JPEG XL with alpha", encoded(Format::jxl, rgba, kLarge, lossy), 400},
      {"lossless JPEG XL of 16 bits with alpha",
       made_elsewhere([&] { return testing_support::make_jxl({}, testing_support::make_picture(deep, kLarge)); }), 400},
      {"interlaced GIF", interlaced_gif(kLarge), 400, {Format::jpeg}},
      {"BMP with run lengths", run_length_bmp(kLarge), 400, {Format::jpeg}},
      {"to a larger JPEG", small, larger},
      {"to a larger PNG", small, larger, {Format::png}},
      {"to a larger WebP", small, larger, {Format::webp}},
      {"to a larger TIFF", small, larger, {Format::tiff}},
      {"to a larger JPEG and WebP", small, larger, {Format::jpeg, Format::webp}},
      {"to a larger PNG, JPEG and WebP", small, larger, {Format::png, Format::jpeg, Format::webp}},
      {"alpha to a larger TIFF and JPEG",
       encoded(Format::png, rgba, {320, 240}, lossless),
       larger,
       {Format::tiff, Format::jpeg}},
      {"to a larger JPEG XL", small, larger, {Format::jxl}},
      {"to a larger JPEG XL with alpha", encoded(Format::png, deep, {320, 240}, lossless), larger, {Format::jxl}},
      {"to a larger lossless WebP", encoded(Format::webp, rgb, {320, 240}, lossless), larger},
      {"to a larger JPEG with all effort", small, 800, {}, 9},
      {"to a larger PNG with all effort", small, 800, {Format::png}, 9},
      {"to a larger WebP with all effort", small, 800, {Format::webp}, 9},
      {"to a larger TIFF with all effort", small, 800, {Format::tiff}, 9},
      {"to a larger JPEG XL with more effort", small, 800, {Format::jxl}, 7},
      {"to a larger lossless WebP with all effort", encoded(Format::webp, rgb, {320, 240}, lossless), 800, {}, 9},
  };
}

TEST(MemoryNeed, IsEnoughAndNotMuchTooMuch) {
  for (const Row& row : rows()) {
    const auto [told, taken, held_while_asking] = measure(row);
    const std::string figures = row.name + ": told " + std::to_string(told / kMegabyte) + " MB, taken " +
                                std::to_string(taken / kMegabyte) + " MB";
    if (std::getenv("RESIZER_SHOW_MEMORY") != nullptr) std::puts(figures.c_str());
#if !defined(__SANITIZE_ADDRESS__)
    EXPECT_LE(taken, told) << figures;
    EXPECT_LE(held_while_asking, 4 * kMegabyte) << row.name << ": waiting workers would block each other";
    EXPECT_LE(told, 4 * taken + 40 * kMegabyte) << figures;
#endif
  }
}

}  // namespace
}  // namespace resizer::imaging
