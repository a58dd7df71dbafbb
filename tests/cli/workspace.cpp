#include "cli/workspace.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/pictures.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using namespace imaging;

std::string jpeg_of(Size size) {
  const Codec* codec = find_codec(model::Format::jpeg);
  const PixelFormat format = testing_support::format_of(ColorFamily::ycbcr, {1, 1});
  const Bytes bytes = codec->encode(testing_support::make_picture(format, size), {});
  return {bytes.begin(), bytes.end()};
}

}  // namespace

void Workspace::add_jpeg(const fs::path& name, Size size) const {
  folder_.write("in" / name, jpeg_of(size));
}

void Workspace::add_many(std::size_t count, Size size) const {
  const fs::path original = folder_.write("original.jpg", jpeg_of(size));
  fs::create_directories(folder_ / "in");
  for (std::size_t i = 0; i < count; ++i) {
    fs::create_hard_link(original, folder_ / ("in/link" + std::to_string(1000 + i) + ".jpg"));
  }
}

void Workspace::add_truncated(const fs::path& name) const {
  const std::string whole = jpeg_of({320, 240});
  folder_.write("in" / name, whole.substr(0, whole.size() / 2));
}

Command Workspace::command(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), RESIZER_BINARY);
  return {.arguments = std::move(arguments), .folder = folder_.path()};
}

Command Workspace::resize(const std::vector<std::string>& more) const {
  std::vector<std::string> arguments = {"--in", "in", "--out", "out", "--width", "80"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return command(std::move(arguments));
}

std::vector<std::string> Workspace::tree(const fs::path& name) const {
  std::vector<std::string> names;
  if (!fs::exists(folder_ / name)) return names;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / name)) {
    names.push_back(entry.path().lexically_relative(folder_ / name));
  }
  std::ranges::sort(names);
  return names;
}

std::size_t Workspace::log_lines_with(const std::string& text) const {
  std::size_t count = 0;
  std::istringstream log(read_file(folder_ / "logs/app.log"));
  for (std::string line; std::getline(log, line);) count += line.find(text) != std::string::npos ? 1 : 0;
  return count;
}

Size Workspace::output_size(const fs::path& name) const {
  const std::string text = read_file(folder_ / "out" / name);
  const Bytes bytes(text.begin(), text.end());
  const Codec* codec = recognize(bytes);
  if (codec == nullptr) throw std::runtime_error("out/" + name.string() + " is no image");
  return codec->open(bytes)->info().size;
}

}  // namespace resizer::test
