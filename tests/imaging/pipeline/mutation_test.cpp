// Files of every format, damaged in thousands of ways. Under the sanitizers this also shows that nothing is read or
// written where it should not be.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <new>

#include "imaging/codecs/registry.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/heif_testing.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/mutator.hpp"
#include "imaging/support/phone_heic.hpp"
#include "imaging/support/pictures.hpp"
#include "imaging/support/profiles.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using model::Warning;
using testing_support::decode_file;
using testing_support::format_of;

constexpr std::uint64_t kMaxPixels = 1'000'000;

/// RESIZER_MUTATIONS in the environment asks for more, of each fixture.
std::size_t mutation_count() {
  constexpr std::size_t kShort = 150;
  const char* const wanted = std::getenv("RESIZER_MUTATIONS");
  return wanted == nullptr ? kShort : std::strtoull(wanted, nullptr, 10);
}

/// HEIC is only read: libheif makes more of it where it has an encoder.
std::vector<Bytes> heic_fixtures() {
  std::vector<Bytes> files{testing_support::make_phone_heic(2, 1, testing_support::make_metadata())};
  if (!testing_support::can_make(heif_compression_HEVC)) return files;
  for (const PixelFormat& format :
       {format_of(ColorFamily::gray), format_of(ColorFamily::ycbcr), format_of(ColorFamily::ycbcr, {1, 1})}) {
    files.push_back(testing_support::make_heif({.compression = heif_compression_HEVC},
                                               testing_support::make_picture(format, {64, 48})));
  }
  return files;
}

std::vector<Bytes> fixtures(const Codec& codec) {
  if (codec.format == model::Format::heic) return heic_fixtures();
  if (codec.encode == nullptr) return testing_support::files_of(codec.format);
  Metadata metadata = testing_support::make_metadata();
  std::vector<Bytes> files;
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::ycbcr, ColorFamily::rgb}) {
    for (const SampleType sample : {SampleType::u8, SampleType::u16}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        PixelFormat wanted = format_of(family, family == ColorFamily::ycbcr ? Subsampling{1, 1} : Subsampling{});
        wanted.sample = sample;
        wanted.depth_bits = sample == SampleType::u8 ? 8 : 16;
        wanted.alpha = alpha;
        const Compression compression = files.size() % 2 == 0 ? Compression::lossless : Compression::lossy;
        const Image image = testing_support::make_picture(codec.storable(wanted, compression), {37, 29});
        // libjxl reads the profile that it stores.
        metadata.icc =
            family == ColorFamily::gray ? testing_support::gray_of_gamma(1.8) : testing_support::display_p3();
        files.push_back(codec.encode(image, {.quality = 85, .metadata = &metadata}));
      }
    }
  }
  return files;
}

/// What became of one damaged file. Anything but the errors that decoders promise ends the test.
std::optional<testing_support::Decoded> survived(const Codec& codec, const Bytes& file, model::FailOn fail_on) {
  try {
    const Size size = codec.open(file)->info().size;
    if (std::uint64_t{size.width_px} * size.height_px > kMaxPixels) return {};
    DecodeRequest request;
    request.fail_on = fail_on;
    return decode_file(codec, file, request);
  } catch (const util::Error& error) {
    EXPECT_STRNE(error.what(), "");
  } catch (const std::bad_alloc&) {
    return {};
  }
  return {};
}

class MutationTest : public testing::TestWithParam<model::Format> {};

TEST_P(MutationTest, IsDecodedOrRefused) {
  const Codec& codec = *find_codec(GetParam());
  const std::vector<Bytes> files = fixtures(codec);
  std::size_t decoded = 0;
  std::size_t refused = 0;
  for (std::size_t index = 0; index < files.size(); ++index) {
    testing_support::Mutator mutator(index + 1);
    for (std::size_t count = mutation_count(); count > 0; --count) {
      const Bytes mutated = mutator.mutate(files[index], files[(index + 1) % files.size()]);
      ++(survived(codec, mutated, model::FailOn::truncated) ? decoded : refused);
      survived(codec, mutated, model::FailOn::none);
    }
  }
  EXPECT_GT(decoded, 0U) << "what is changed is not all that counts";
  EXPECT_GT(refused, 0U) << "nothing that was changed was noticed";
}

INSTANTIATE_TEST_SUITE_P(Formats, MutationTest,
                         testing::Values(model::Format::jpeg, model::Format::png, model::Format::webp,
                                         model::Format::tiff, model::Format::avif, model::Format::heic,
                                         model::Format::jxl, model::Format::gif, model::Format::bmp,
                                         model::Format::raw),
                         [](const auto& format) { return std::string(model::name_of(format.param)); });

/// PNG has checksums over everything: what passes for good is good, and what is not is said to be damaged.
TEST(PngMutation, NeverPassesForAnotherPicture) {
  const Codec& codec = *find_codec(model::Format::png);
  std::map<bool, std::size_t> unharmed;
  for (const Bytes& file : fixtures(codec)) {
    const Image image = decode_file(codec, file).image;
    testing_support::Mutator mutator(7);
    for (std::size_t count = mutation_count(); count > 0; --count) {
      const Bytes mutated = mutator.mutate(file, file);
      for (const model::FailOn fail_on : {model::FailOn::truncated, model::FailOn::none}) {
        const auto decoded = survived(codec, mutated, fail_on);
        if (!decoded || decoded->info.warnings.has(Warning::data_damaged)) continue;
        EXPECT_EQ(testing_support::max_difference(decoded->image, image), 0) << "with " << model::name_of(fail_on);
        ++unharmed[fail_on == model::FailOn::none];
      }
    }
  }
  EXPECT_EQ(unharmed[true], unharmed[false]) << "bearing damage must not change what is damage";
}

}  // namespace
}  // namespace resizer::imaging
