#include "imaging/codecs/heif/transforms.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "imaging/resample/orient.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/heif_testing.hpp"

namespace resizer::imaging {
namespace {

using testing_support::crop_box;
using testing_support::mirror_box;
using testing_support::rotation_box;

/// An image whose pixels all differ.
Image numbered(Size size) {
  PixelFormat format = testing_support::format_of(ColorFamily::gray);
  format.sample = SampleType::u16;
  format.depth_bits = 16;
  return testing_support::make_picture(
      format, size, [=](unsigned, std::uint32_t x, std::uint32_t y) { return y * size.width_px + x; });
}

/// The pixels of an image moved one by one: `from` gives the place that (x, y) comes from.
template <class From>
Image moved(const Image& image, Size size, const From& from) {
  return testing_support::make_picture(image.format, size, [&](unsigned, std::uint32_t x, std::uint32_t y) {
    const auto [source_x, source_y] = from(x, y);
    return testing_support::sample_at(image, 0, source_x, source_y);
  });
}

Box parsed(const Bytes& bytes) {
  return *BoxReader(bytes).next();
}

/// What ISO/IEC 23008-12, 6.5.9, 6.5.10 and 6.5.12 ask for, step by step, beside what the program makes of it.
struct Both {
  Image image;
  HeifTransforms transforms;
  std::string steps;

  void rotate_left() {
    const std::uint32_t width = image.size.width_px;
    image = moved(image, {image.size.height_px, width}, [=](std::uint32_t x, std::uint32_t y) {
      return std::pair{width - 1 - y, x};
    });
    transforms.apply(parsed(rotation_box(1)));
    steps += " rotate";
  }
  void mirror(bool left_and_right) {
    const Size size = image.size;
    image = moved(image, size, [=](std::uint32_t x, std::uint32_t y) {
      return left_and_right ? std::pair{size.width_px - 1 - x, y} : std::pair{x, size.height_px - 1 - y};
    });
    transforms.apply(parsed(mirror_box(left_and_right)));
    steps += left_and_right ? " left-right" : " top-bottom";
  }
  /// Takes away so many columns and rows at each side.
  void crop(std::uint32_t left, std::uint32_t right, std::uint32_t top, std::uint32_t bottom) {
    const Size size{image.size.width_px - left - right, image.size.height_px - top - bottom};
    image = moved(image, size, [=](std::uint32_t x, std::uint32_t y) { return std::pair{x + left, y + top}; });
    const Bytes bytes = crop_box({size.width_px, size.height_px, static_cast<std::int32_t>(left - right),
                                  static_cast<std::int32_t>(top - bottom)});
    transforms.apply(parsed(bytes));
    steps += " crop";
  }
};

TEST(HeifTransforms, AnySequenceIsACropAndAnOrientation) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same sequences each time
  const auto below = [&](unsigned end) { return static_cast<std::uint32_t>(random() % end); };
  for (int round = 0; round < 500; ++round) {
    const Size size{40, 30};
    const Image stored = numbered(size);
    Both both{stored, HeifTransforms(size), ""};
    for (unsigned step = 0; step < 5; ++step) {
      switch (below(4)) {
        case 0:
          both.rotate_left();
          break;
        case 1:
          both.mirror(below(2) == 0);
          break;
        case 2:
          both.crop(below(4), below(4), below(3), below(3));
          break;
        default:
          break;
      }
    }
    const auto [left, top, width, height] = both.transforms.shown();
    const Image shown = moved(stored, {width, height}, [l = left, t = top](std::uint32_t x, std::uint32_t y) {
      return std::pair{x + l, y + t};
    });
    const Image turned = orient_image(shown, orientation_from_exif(both.transforms.exif_orientation()));
    ASSERT_EQ(testing_support::max_difference(turned, both.image), 0) << both.steps;
    ASSERT_FALSE(both.transforms.is_broken()) << both.steps;
  }
}

TEST(HeifTransforms, CropsThatThePictureDoesNotContainArePassedOver) {
  struct Row {
    const char* what;
    testing_support::Crop crop;
  };
  const Row rows[] = {{"wider", {41, 30, 0, 0}},         {"higher", {40, 31, 0, 0}},
                      {"no pixels", {0, 30, 0, 0}},      {"too far left", {38, 30, -4, 0}},
                      {"too far right", {38, 30, 4, 0}}, {"far away", {1, 1, INT32_MAX, INT32_MIN}}};
  for (const Row& row : rows) {
    HeifTransforms transforms({40, 30});
    transforms.apply(parsed(crop_box(row.crop)));
    EXPECT_TRUE(transforms.is_broken()) << row.what;
    EXPECT_EQ(transforms.shown().width_px, 40U) << row.what;
    EXPECT_EQ(transforms.shown().height_px, 30U) << row.what;
  }
  HeifTransforms transforms({40, 30});
  transforms.apply(parsed(testing_support::box("clap", Bytes(32))));  // nothing divided by nothing
  EXPECT_TRUE(transforms.is_broken());
}

}  // namespace
}  // namespace resizer::imaging
