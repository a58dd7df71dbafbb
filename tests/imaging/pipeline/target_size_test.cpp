#include "imaging/pipeline/target_size.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

/// An encoder whose files have these bytes.
class FakeEncoder {
 public:
  explicit FakeEncoder(std::function<double(int quality)> bytes) : bytes_(std::move(bytes)) {}
  Bytes operator()(int quality) {
    EXPECT_TRUE(tried_.insert(quality).second) << "quality " << quality << " twice";
    return Bytes(static_cast<std::size_t>(bytes_(quality)));
  }
  std::size_t tries() const { return tried_.size(); }

 private:
  std::function<double(int)> bytes_;
  std::set<int> tried_;
};

SizeCurve jpeg_curve() {
  return find_codec(model::Format::jpeg)->size_curve;
}

/// Files that grow as the curve says, to the power of `stretch`.
double bytes_by_curve(int quality, double stretch) {
  const auto knot = static_cast<std::size_t>(std::min(quality / 10, 9));
  const double share = quality / 10.0 - static_cast<double>(knot);
  return std::exp(stretch * std::lerp(jpeg_curve()[knot], jpeg_curve()[knot + 1], share));
}

TEST(TargetSize, FindsTheBestQualityInFewTries) {
  struct Row {
    const char* what;
    std::function<double(int)> bytes;
    std::size_t most_tries;
  };
  const Row rows[] = {
      {"as photos", [](int quality) { return bytes_by_curve(quality, 1); }, 3},
      {"steeper", [](int quality) { return bytes_by_curve(quality, 1.5); }, 5},
      {"flatter", [](int quality) { return bytes_by_curve(quality, 0.7); }, 5},
      {"with a profile", [](int quality) { return 3000 + bytes_by_curve(quality, 1); }, 6},
      {"another scale", [](int quality) { return 2000 * std::exp(0.04 * quality); }, 11},
      {"with jumps", [](int quality) { return 20'000 + 1e4 * std::floor(quality / 10.0); }, 11},
  };
  for (const auto& [what, bytes, most_tries] : rows) {
    for (const int best : {100, 85, 60}) {
      for (int quality = 1; quality <= best; ++quality) {
        const auto most_bytes = static_cast<std::uint64_t>(bytes(quality));
        FakeEncoder encoder(bytes);
        const SizedFile file = encode_within({most_bytes, best, jpeg_curve()}, std::ref(encoder));
        const std::string where =
            std::string(what) + ", up to " + std::to_string(best) + ", as at " + std::to_string(quality);
        EXPECT_LE(file.bytes.size(), most_bytes) << where;
        EXPECT_EQ(file.bytes.size(), static_cast<std::size_t>(bytes(file.quality))) << where;
        const bool is_near = static_cast<double>(file.bytes.size()) >= 0.92 * static_cast<double>(most_bytes);
        EXPECT_TRUE(is_near || file.quality == best || bytes(file.quality + 1) > static_cast<double>(most_bytes + 1))
            << where << ": quality " << file.quality;
        EXPECT_LE(encoder.tries(), most_tries) << where;
      }
    }
  }
}

TEST(TargetSize, KeepsTheBestQualityIfItIsSmallEnough) {
  FakeEncoder encoder([](int) { return 500; });
  EXPECT_EQ(encode_within({500, 85, jpeg_curve()}, std::ref(encoder)).quality, 85);
  EXPECT_EQ(encoder.tries(), 1U);
}

TEST(TargetSize, FailsIfNoQualityIsSmallEnough) {
  FakeEncoder encoder([](int quality) { return 1000 + quality; });
  try {
    encode_within({900, 85, jpeg_curve()}, std::ref(encoder));
    FAIL() << "it cannot be done";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::too_large);
    EXPECT_STREQ(error.what(), "takes 1001 bytes even at quality 1, more than the target of 900");
  }
}

TEST(TargetSize, HoldsInEveryFormat) {
  const Bytes file = encode_png(test::make_picture(test::format_of(ColorFamily::rgb), {400, 300}), {});
  for (const model::FormatTraits& row : model::format_traits()) {
    if (!row.is_written) continue;
    model::ResizeOptions options;
    options.formats = {row.format};
    options.quality = row.compressions == model::Compressions::lossless ? std::nullopt : std::optional(90);
    const std::size_t all_bytes = test::process(file, 300, options).file.size();
    const bool is_lossless = row.compressions == model::Compressions::lossless;
    for (const double share : {2.0, 1.0, 0.6, 0.35}) {
      const auto most_bytes = static_cast<std::uint64_t>(share * static_cast<double>(all_bytes));
      options.target_bytes = most_bytes;
      const std::string what = std::string(row.name) + " in " + std::to_string(most_bytes);
      if (is_lossless && share < 1) {
        EXPECT_THROW(test::process(file, 300, options), util::Error) << what;
        continue;
      }
      const test::Processed made = test::process(file, 300, options);
      EXPECT_LE(made.file.size(), most_bytes) << what;
      EXPECT_EQ(made.report.outputs[0].quality == 0, is_lossless) << what;
      EXPECT_EQ(made.report.outputs[0].quality == 90, !is_lossless && share >= 1) << what;
      EXPECT_EQ(made.info.size, (Size{300, 225})) << what;
    }
  }
}

TEST(TargetSize, CopiesAFileOnlyIfItIsSmallEnough) {
  const Image picture = test::make_picture(test::format_of(ColorFamily::ycbcr, {1, 1}), {400, 300});
  const Bytes file = find_codec(model::Format::jpeg)->encode(picture, {.quality = 97});
  model::ResizeOptions options;
  options.upscale = false;
  options.target_bytes = file.size();
  EXPECT_EQ(test::process(file, 1000, options).file, file);
  options.target_bytes = file.size() - 1;
  EXPECT_LT(test::process(file, 1000, options).file.size(), file.size());
}

}  // namespace
}  // namespace resizer::imaging
