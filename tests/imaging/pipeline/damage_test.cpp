#include "imaging/core/damage.hpp"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "imaging/codecs/registry.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/pictures.hpp"
#include "imaging/support/tiff_testing.hpp"

namespace resizer::imaging {
namespace {

using model::FailOn;
using model::Warning;
using testing_support::decode_file;
using testing_support::format_of;
using testing_support::make_picture;
using util::ErrorCode;

constexpr Size kSize{160, 120};

Bytes encoded(const Codec& codec, const Image& image) {
  return codec.encode(image, {.quality = 90, .metadata = nullptr});
}

PixelFormat plain_format(const Codec& codec) {
  return codec.storable(format_of(ColorFamily::ycbcr, {1, 1}), Compression::lossy);
}

/// In strips of a few rows, so that one damaged strip is not the whole image.
Bytes tiff_in_strips(const Image& image) {
  testing_support::StoredTiff stored{.size = image.size, .samples = 3, .photometric = PHOTOMETRIC_RGB};
  stored.compression = COMPRESSION_ADOBE_DEFLATE;
  return testing_support::make_tiff(stored, [&](std::uint32_t x, std::uint32_t y, unsigned sample) {
    return testing_support::sample_at(image, sample, x, y);
  });
}

Bytes first_part(const Bytes& file, double share) {
  return {file.begin(), file.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(file.size()))};
}

/// The PSNR of the upper eighth.
double upper_psnr_db(const Image& a, const Image& b) {
  Image upper_a{a.format, a.size, {}};
  Image upper_b{b.format, b.size, {}};
  for (std::size_t plane = 0; plane < a.planes.size(); ++plane) {
    upper_a.planes.push_back(a.planes[plane].rowRange(0, a.planes[plane].rows / 8));
    upper_b.planes.push_back(b.planes[plane].rowRange(0, a.planes[plane].rows / 8));
  }
  return testing_support::psnr_db(upper_a, upper_b);
}

DecodeRequest bearing(FailOn fail_on) {
  DecodeRequest request;
  request.chroma = {1, 1};
  request.fail_on = fail_on;
  return request;
}

ErrorCode code_of_failure(const Codec& codec, const Bytes& file, FailOn fail_on) {
  try {
    decode_file(codec, file, bearing(fail_on));
  } catch (const util::Error& error) {
    return error.code();
  }
  ADD_FAILURE() << model::name_of(codec.format) << " was taken for good with --fail-on " << model::name_of(fail_on);
  return ErrorCode::internal;
}

TEST(FailOn, NoneTakesWhatIsLeftOfATruncatedFile) {
  for (const Codec& codec : codecs()) {
    const bool can_go_on = codec.format != model::Format::heic && codec.format != model::Format::avif;
    if (codec.encode == nullptr || !can_go_on) continue;
    SCOPED_TRACE(model::name_of(codec.format));
    // JPEG XL decodes groups of 256 x 256 pixels as a whole.
    const Size size = codec.format == model::Format::jxl ? Size{600, 800} : kSize;
    const Image image = make_picture(plain_format(codec), size);
    const Bytes whole = encoded(codec, image);
    const bool header_at_the_end = codec.format == model::Format::tiff;
    const Bytes cut = header_at_the_end ? whole : first_part(whole, 0.7);
    if (!header_at_the_end) {
      EXPECT_EQ(code_of_failure(codec, cut, FailOn::truncated), ErrorCode::truncated);
      EXPECT_EQ(code_of_failure(codec, cut, FailOn::warning), ErrorCode::truncated);
      const auto left = decode_file(codec, cut, bearing(FailOn::none));
      EXPECT_TRUE(left.info.warnings.has(Warning::data_damaged));
      EXPECT_GT(upper_psnr_db(left.image, image), 30);
      // What JPEG XL lacks of a smooth picture is only its details.
      const bool is_coarse = codec.format == model::Format::jxl;
      const Image expected = is_coarse ? decode_file(codec, whole).image : image;
      EXPECT_LT(testing_support::psnr_db(left.image, expected), is_coarse ? 60 : 30) << "the lost part was there";
    }
    for (const auto& [fail_on, name] : model::names<FailOn>()) {
      EXPECT_FALSE(decode_file(codec, whole, bearing(fail_on)).info.warnings.has(Warning::data_damaged)) << name;
    }
  }
}

TEST(FailOn, NoneTakesWhatIsLeftOfADamagedFile) {
  for (const model::Format format : {model::Format::png, model::Format::tiff, model::Format::jpeg}) {
    SCOPED_TRACE(model::name_of(format));
    const Codec& codec = *find_codec(format);
    const Image image = make_picture(plain_format(codec), kSize);
    Bytes file = format == model::Format::tiff ? tiff_in_strips(image) : encoded(codec, image);
    // Behind the first rows, a stretch that no compressed stream can contain.
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(file.size() * 3 / 5), file.size() / 20, std::uint8_t{0xFF});
    EXPECT_EQ(code_of_failure(codec, file, FailOn::truncated), ErrorCode::corrupt);
    const auto left = decode_file(codec, file, bearing(FailOn::none));
    EXPECT_TRUE(left.info.warnings.has(Warning::data_damaged));
    EXPECT_GT(upper_psnr_db(left.image, image), 30);
  }
}

TEST(FailOn, WarningRefusesWhatCostsNoPixel) {
  const Codec& codec = *find_codec(model::Format::jpeg);
  Bytes file = encoded(codec, make_picture(format_of(ColorFamily::gray), kSize));
  const std::initializer_list<std::uint8_t> junk{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  file.insert(file.begin() + 2, junk);  // between the start of the image and the first segment
  EXPECT_FALSE(decode_file(codec, file, bearing(FailOn::truncated)).info.warnings.has(Warning::data_damaged));
  EXPECT_EQ(code_of_failure(codec, file, FailOn::warning), ErrorCode::corrupt);
}

TEST(FailOn, BytesLeftBehindAScanAreDamage) {
  const Codec& codec = *find_codec(model::Format::jpeg);
  const Bytes good = encoded(codec, make_picture(format_of(ColorFamily::gray), kSize));
  for (const std::size_t count : {std::size_t{8}, std::size_t{9}, std::size_t{60}}) {
    Bytes file = good;
    file.insert(file.end() - 2, count, std::uint8_t{0x55});
    const bool padding = count == 8;
    if (padding) {
      EXPECT_NO_THROW(decode_file(codec, file, bearing(FailOn::truncated)));
    } else {
      EXPECT_EQ(code_of_failure(codec, file, FailOn::truncated), ErrorCode::corrupt);
    }
    EXPECT_EQ(code_of_failure(codec, file, FailOn::warning), ErrorCode::corrupt) << count;
    EXPECT_EQ(decode_file(codec, file, bearing(FailOn::none)).info.warnings.has(Warning::data_damaged), !padding);
  }
}

TEST(Damage, WaitsForItsJudgement) {
  for (const auto& [fail_on, name] : model::names<FailOn>()) {
    Damage lost;
    lost.lost({ErrorCode::truncated, "cut"});
    Damage odd;
    odd.odd({ErrorCode::corrupt, "junk"});
    if (fail_on == FailOn::none) {
      EXPECT_NO_THROW(lost.judge_by(fail_on));
      model::Warnings warnings;
      lost.add_to(warnings);
      EXPECT_EQ(warnings, model::Warnings{Warning::data_damaged});
    } else {
      EXPECT_THROW(lost.judge_by(fail_on), util::Error) << name;
    }
    if (fail_on == FailOn::warning) {
      EXPECT_THROW(odd.judge_by(fail_on), util::Error);
    } else {
      EXPECT_NO_THROW(odd.judge_by(fail_on)) << name;
      model::Warnings warnings;
      odd.add_to(warnings);
      EXPECT_EQ(warnings, model::Warnings{Warning::nonconforming}) << name;
    }
  }
  Damage tolerant;
  tolerant.judge_by(FailOn::none);
  EXPECT_THROW(tolerant.lost({ErrorCode::out_of_memory, "no memory"}), util::Error);
}

}  // namespace
}  // namespace resizer::imaging
