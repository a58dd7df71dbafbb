#include "progressive_jpeg.hpp"

#include <cstddef>
#include <cstdio>
#include <memory>

#include <jpeglib.h>

namespace resizer::test {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open(const std::filesystem::path& path, const char* mode) {
  return {std::fopen(path.c_str(), mode), std::fclose};
}

}  // namespace

void copy_as_progressive(const std::filesystem::path& jpeg, const std::filesystem::path& copy) {
  const File input = open(jpeg, "rb");
  const File output = open(copy, "wb");
  jpeg_error_mgr errors{};
  jpeg_decompress_struct from{};
  from.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&from);
  jpeg_stdio_src(&from, input.get());
  jpeg_read_header(&from, TRUE);
  jpeg_compress_struct to{};
  to.err = &errors;
  jpeg_create_compress(&to);
  jpeg_stdio_dest(&to, output.get());
  jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&from);
  jpeg_copy_critical_parameters(&from, &to);
  jpeg_simple_progression(&to);
  jpeg_write_coefficients(&to, coefficients);
  jpeg_finish_compress(&to);
  jpeg_destroy_compress(&to);
  jpeg_destroy_decompress(&from);
}

}  // namespace resizer::test
