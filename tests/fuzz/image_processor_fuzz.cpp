// Processes one image, from file to file. The last bytes of an input choose the options, the rest is the
// image.
#include <array>
#include <cstdio>
#include <filesystem>
#include <new>

#include "fuzz/fuzz_target.hpp"
#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kOptionBytes = 8;

template <class Enum>
Enum choose(std::uint8_t byte) {
  return model::names<Enum>()[byte % model::names<Enum>().size()].first;
}

model::ResizeOptions options_from(std::span<const std::uint8_t, kOptionBytes> bytes) {
  model::ResizeOptions options;
  options.max_pixels = 500'000;
  model::Box box{.width_px = bytes[0] + 1U, .height_px = std::nullopt};
  if (bytes[1] > 0) box.height_px = bytes[1];
  options.sizes = {box};
  options.fit = choose<model::Fit>(bytes[2]);
  options.gravity = choose<model::Gravity>(static_cast<std::uint8_t>(bytes[2] / 5));
  options.filter = choose<model::Filter>(bytes[3]);
  if (bytes[3] / 6 % 2 == 1) options.chroma = choose<model::Chroma>(static_cast<std::uint8_t>(bytes[3] / 12));
  options.keep = choose<model::Keep>(bytes[4]);
  options.progressive = bytes[4] / 3 % 2 == 1;
  if (bytes[5] % 2 == 1) options.formats = {choose<model::Format>(static_cast<std::uint8_t>(bytes[5] / 2))};
  options.upscale = bytes[6] % 2 == 1;
  options.linear = bytes[7] % 2 == 1;
  options.to_srgb = bytes[7] / 2 % 2 == 1;
  if (bytes[6] / 2 % 2 == 1) options.shrink_on_load.reset();
  options.fail_on = choose<model::FailOn>(static_cast<std::uint8_t>(bytes[6] / 4));
  if (bytes[4] >= 128) {
    const auto percent = [](std::uint8_t byte) { return model::CropLength{static_cast<double>(byte % 50), true}; };
    options.crop =
        model::Crop{percent(bytes[0]), percent(bytes[1]), {1.0 + bytes[2] % 50, true}, {1.0 + bytes[3] % 50, true}};
  }
  if (bytes[5] >= 128) options.background = model::BackgroundColor{bytes[0], bytes[1], bytes[2]};
  if (bytes[6] >= 128) options.target_bytes = 200 + 20U * bytes[7];
  if (bytes[7] > 0) options.quality = bytes[7] % 100 + 1;
  return options;
}

}  // namespace
}  // namespace resizer::imaging

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  static const test::TempFolder folder;
  if (input.size() < imaging::kOptionBytes) return;
  const auto picture = input.first(input.size() - imaging::kOptionBytes);
  const std::filesystem::path file = folder / "input";
  const std::filesystem::path output = folder / "output.tmp";
  std::filesystem::remove(file);
  std::filesystem::remove(output);
  util::write_new_file(file, picture);
  try {
    imaging::ImageProcessor processor(imaging::options_from(input.last<imaging::kOptionBytes>()));
    const model::JobReport report =
        processor.process({file, picture.size(), {folder / "output.jpg"}}, std::span(&output, 1));
    require(report.outputs.size() == 1 && report.outputs[0].image.bytes == std::filesystem::file_size(output));
  } catch (const util::Error& error) {
    require(error.what()[0] != '\0');
  } catch (const std::bad_alloc&) {
    return;
  }
}
