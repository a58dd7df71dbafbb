#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "cli/workspace.hpp"
#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/pictures.hpp"

/// The bytes of an output depend on its input and the options alone.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using imaging::Alpha;
using imaging::ColorFamily;
using imaging::PixelFormat;
using model::Format;
using Outputs = std::map<std::string, std::string>;

void add_picture(const Workspace& workspace, const fs::path& name, Format format, PixelFormat pixels,
                 imaging::Size size) {
  const imaging::Codec* codec = imaging::find_codec(format);
  pixels = codec->storable(pixels, imaging::Compression::lossy);
  const imaging::Bytes bytes = codec->encode(imaging::testing_support::make_picture(pixels, size), {});
  workspace.folder().write("in" / name, std::string(bytes.begin(), bytes.end()));
}

PixelFormat deep(ColorFamily family) {
  PixelFormat format = imaging::testing_support::format_of(family);
  format.sample = imaging::SampleType::u16;
  format.depth_bits = 16;
  return format;
}

PixelFormat with_alpha(ColorFamily family) {
  PixelFormat format = imaging::testing_support::format_of(family);
  format.alpha = Alpha::straight;
  return format;
}

/// Every format, white and dark beside each other, sizes that share buffers without filling them.
void add_pictures(const Workspace& workspace) {
  const auto plain = [](ColorFamily family, imaging::Subsampling subsampling = {}) {
    return imaging::testing_support::format_of(family, subsampling);
  };
  add_picture(workspace, "a420.jpg", Format::jpeg, plain(ColorFamily::ycbcr, {1, 1}), {131, 97});
  add_picture(workspace, "b422.jpg", Format::jpeg, plain(ColorFamily::ycbcr, {1, 0}), {61, 203});
  add_picture(workspace, "c_gray.jpg", Format::jpeg, plain(ColorFamily::gray), {40, 31});
  add_picture(workspace, "d_rgb.png", Format::png, plain(ColorFamily::rgb), {77, 42});
  add_picture(workspace, "e_alpha.png", Format::png, with_alpha(ColorFamily::rgb), {50, 27});
  add_picture(workspace, "f_deep.png", Format::png, deep(ColorFamily::gray), {33, 31});
  add_picture(workspace, "g.webp", Format::webp, plain(ColorFamily::ycbcr, {1, 1}), {65, 49});
  add_picture(workspace, "h_alpha.webp", Format::webp, with_alpha(ColorFamily::ycbcr), {29, 66});
  add_picture(workspace, "i_deep.tif", Format::tiff, deep(ColorFamily::rgb), {45, 34});
  add_picture(workspace, "j444.jpg", Format::jpeg, plain(ColorFamily::ycbcr), {31, 55});
  add_picture(workspace, "k.avif", Format::avif, plain(ColorFamily::ycbcr, {1, 1}), {64, 38});
  add_picture(workspace, "m.jxl", Format::jxl, with_alpha(ColorFamily::rgb), {57, 43});
  workspace.add_truncated("l_truncated.jpg");
}

struct Row {
  const char* name;
  std::vector<std::string> options;
};

class Independence : public testing::TestWithParam<Row> {
 protected:
  Outputs outputs_of(const std::vector<std::string>& inputs, const std::vector<std::string>& how) const {
    std::vector<std::string> arguments = {"--out", "out", "--quiet", "--in"};
    arguments.insert(arguments.end(), inputs.begin(), inputs.end());
    for (const auto& more : {GetParam().options, how}) arguments.insert(arguments.end(), more.begin(), more.end());
    fs::remove_all(workspace_ / "out");
    const Finished finished = run(workspace_.command(arguments));
    EXPECT_LE(finished.exit_code, 1) << finished.err;  // one is truncated
    Outputs outputs;
    for (const std::string& name : workspace_.tree("out")) outputs[name] = read_file(workspace_ / "out" / name);
    return outputs;
  }

  Workspace workspace_;
};

void expect_same(const Outputs& actual, const Outputs& expected, const std::string& how) {
  EXPECT_EQ(actual.size(), expected.size()) << how;
  for (const auto& [name, bytes] : expected) {
    const auto found = actual.find(name);
    ASSERT_NE(found, actual.end()) << name << " missing: " << how;
    EXPECT_TRUE(found->second == bytes) << name << " has other bytes: " << how;
  }
}

TEST_P(Independence, OfOrderModeAndWorkers) {
  add_pictures(workspace_);
  std::vector<std::string> inputs;
  Outputs alone;
  for (const std::string& name : workspace_.tree("in")) {
    inputs.push_back("in/" + name);
    alone.merge(outputs_of({inputs.back()}, {"--mode", "sequential"}));
  }
  ASSERT_GE(alone.size(), inputs.size() - 1);
  const std::vector<std::vector<std::string>> ways = {
      {"--mode", "sequential"},          {"--mode", "parallel", "-j", "1"}, {"--mode", "parallel", "-j", "2"},
      {"--mode", "parallel", "-j", "5"}, {"--mode", "compare", "-j", "3"},
  };
  for (const auto& how : ways) {
    expect_same(outputs_of(inputs, how), alone, how[1] + " " + how.back());
    std::ranges::reverse(inputs);
  }
  std::ranges::rotate(inputs, inputs.begin() + 4);
  expect_same(outputs_of(inputs, ways.front()), alone, "another order");
}

INSTANTIATE_TEST_SUITE_P(
    Cli, Independence,
    testing::Values(Row{"smaller", {"--width", "30"}}, Row{"larger", {"--percent", "150,300"}},
                    Row{"linear", {"--percent", "130", "--linear", "--filter", "spline36"}},
                    Row{"several_png", {"--width", "57,23,8", "--format", "png", "--keep", "all"}},
                    Row{"cover_jpeg", {"--width", "34", "--height", "51", "--fit", "cover", "--format", "jpeg"}}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace resizer::test
