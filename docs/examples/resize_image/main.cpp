// Makes two sizes of an image, a file and one in memory:
//
//   resize_image photo.jpg small.webp
#include <cstdio>
#include <resizer/resize.hpp>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: resize_image INPUT OUTPUT\n");
    return 2;
  }
  try {
    const std::filesystem::path input = argv[1];
    const resizer::Output file{.size = resizer::LongEdge{800}, .file = argv[2]};
    const resizer::Output thumbnail{.size = resizer::Box{.width_px = 96, .height_px = 96}};
    const resizer::ResizeReport report = resizer::resize(input, {file, thumbnail}, {.fit = resizer::Fit::cover});

    std::printf("%u x %u, %ju bytes\n", report.input.width_px, report.input.height_px, report.input.bytes);
    for (const resizer::OutputReport& output : report.outputs) {
      std::printf("  -> %u x %u, %ju bytes%s\n", output.image.width_px, output.image.height_px, output.image.bytes,
                  output.bytes.empty() ? "" : " in memory");
    }
    for (const resizer::Warning& warning : report.warnings) std::printf("  warning: %s\n", warning.text.c_str());
  } catch (const resizer::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
