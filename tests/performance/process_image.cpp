// Resizes one file in this process, with nothing around it: what instructions and memory are counted of.
// usage: process_image INPUT OUTPUT WIDTH [REPEATS]     The output's extension says its format.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>

#include "imaging/pipeline/codec_libraries.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "model/format.hpp"

int main(int argc, char** argv) {
  using namespace resizer;
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() < 4) return 2;
  try {
    const std::filesystem::path output = arguments[2];
    model::ResizeOptions options;
    options.sizes = {model::Box{static_cast<std::uint32_t>(std::stoul(arguments[3])), std::nullopt}};
    options.formats = {model::format_of_extension(output.extension().native()).value()};
    imaging::load_codec_libraries();
    imaging::ImageProcessor processor(options);
    const int repeats = arguments.size() > 4 ? std::stoi(arguments[4]) : 1;
    for (int k = 0; k < repeats; ++k) {
      std::filesystem::remove(output);
      processor.process({arguments[1], 0, {output}}, std::span(&output, 1));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", arguments[1], error.what());
    return 1;
  }
  return 0;
}
