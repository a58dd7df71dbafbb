#include "imaging/resample/geometry.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace resizer::imaging {

// The name is GoogleTest's. NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Size& size, std::ostream* out) {
  *out << size.width_px << 'x' << size.height_px;
}
std::ostream& operator<<(std::ostream& out, const Region& region) {
  return out << region.left << ',' << region.top << ' ' << region.width << 'x' << region.height;
}

namespace {

using model::Fit;
using std::nullopt;

struct Row {
  const char* what;
  Size stored;
  int orientation;
  model::TargetSize target;
  Fit fit;
  bool upscale;
  Size canvas;
  Size resampled;
  Region source;
};

class GeometryTest : public testing::TestWithParam<Row> {};

TEST_P(GeometryTest, FitsThePictureIntoTheBox) {
  const Row& row = GetParam();
  model::ResizeOptions options;
  options.fit = row.fit;
  options.upscale = row.upscale;
  const Geometry geometry = plan_geometry(row.stored, row.orientation, row.target, options);
  EXPECT_EQ(geometry.canvas, row.canvas) << row.what;
  EXPECT_EQ(geometry.resampled, row.resampled) << row.what;
  EXPECT_EQ(geometry.source, row.source) << row.what;
}

INSTANTIATE_TEST_SUITE_P(Table, GeometryTest,
                         testing::Values(Row{"width alone",
                                             {4000, 3000},
                                             1,
                                             model::Box{800, nullopt},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"height alone",
                                             {4000, 3000},
                                             1,
                                             model::Box{nullopt, 600},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"one side alone keeps proportions in any fit",
                                             {4000, 3000},
                                             1,
                                             model::Box{800, nullopt},
                                             Fit::fill,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"inside",
                                             {4000, 3000},
                                             1,
                                             model::Box{800, 800},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"outside",
                                             {4000, 3000},
                                             1,
                                             model::Box{800, 800},
                                             Fit::outside,
                                             true,
                                             {1067, 800},
                                             {1067, 800},
                                             {0, 0, 4000, 3000}},
                                         Row{"fill",
                                             {4000, 3000},
                                             1,
                                             model::Box{7000, 7000},
                                             Fit::fill,
                                             true,
                                             {7000, 7000},
                                             {7000, 7000},
                                             {0, 0, 4000, 3000}},
                                         Row{"cover crops both ends",
                                             {4000, 3000},
                                             1,
                                             model::Box{600, 600},
                                             Fit::cover,
                                             true,
                                             {600, 600},
                                             {600, 600},
                                             {500, 0, 3000, 3000}},
                                         Row{"contain leaves margins",
                                             {4000, 3000},
                                             1,
                                             model::Box{800, 800},
                                             Fit::contain,
                                             true,
                                             {800, 800},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"upscaling",
                                             {400, 300},
                                             1,
                                             model::Box{800, nullopt},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 400, 300}},
                                         Row{"no upscaling",
                                             {400, 300},
                                             1,
                                             model::Box{800, nullopt},
                                             Fit::inside,
                                             false,
                                             {400, 300},
                                             {400, 300},
                                             {0, 0, 400, 300}},
                                         Row{"no upscaling, fill",
                                             {400, 3000},
                                             1,
                                             model::Box{800, 800},
                                             Fit::fill,
                                             false,
                                             {400, 800},
                                             {400, 800},
                                             {0, 0, 400, 3000}},
                                         Row{"no upscaling, cover",
                                             {400, 300},
                                             1,
                                             model::Box{800, 200},
                                             Fit::cover,
                                             false,
                                             {400, 200},
                                             {400, 200},
                                             {0, 50, 400, 200}},
                                         Row{"a quarter turn swaps the box",
                                             {4000, 3000},
                                             6,
                                             model::Box{600, nullopt},
                                             Fit::inside,
                                             true,
                                             {600, 800},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"a quarter turn swaps the crop",
                                             {4000, 3000},
                                             8,
                                             model::Box{600, 600},
                                             Fit::cover,
                                             true,
                                             {600, 600},
                                             {600, 600},
                                             {500, 0, 3000, 3000}},
                                         Row{"a half turn swaps nothing",
                                             {4000, 3000},
                                             3,
                                             model::Box{800, nullopt},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"never less than one pixel",
                                             {10000, 2},
                                             1,
                                             model::Box{100, nullopt},
                                             Fit::inside,
                                             true,
                                             {100, 1},
                                             {100, 1},
                                             {0, 0, 10000, 2}},
                                         Row{"halves are rounded up",
                                             {1000, 333},
                                             1,
                                             model::Box{500, nullopt},
                                             Fit::inside,
                                             true,
                                             {500, 167},
                                             {500, 167},
                                             {0, 0, 1000, 333}},
                                         Row{"the long edge is the width",
                                             {4000, 3000},
                                             1,
                                             model::LongEdge{800},
                                             Fit::inside,
                                             true,
                                             {800, 600},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"the long edge is the height, as a person sees it",
                                             {4000, 3000},
                                             6,
                                             model::LongEdge{800},
                                             Fit::cover,
                                             true,
                                             {600, 800},
                                             {800, 600},
                                             {0, 0, 4000, 3000}},
                                         Row{"a share of the size",
                                             {4000, 3000},
                                             1,
                                             model::Percent{12.5},
                                             Fit::fill,
                                             true,
                                             {500, 375},
                                             {500, 375},
                                             {0, 0, 4000, 3000}},
                                         Row{"a share above one enlarges",
                                             {400, 300},
                                             1,
                                             model::Percent{150},
                                             Fit::inside,
                                             true,
                                             {600, 450},
                                             {600, 450},
                                             {0, 0, 400, 300}},
                                         Row{"unless nothing may",
                                             {400, 300},
                                             1,
                                             model::Percent{150},
                                             Fit::inside,
                                             false,
                                             {400, 300},
                                             {400, 300},
                                             {0, 0, 400, 300}}));

TEST(Geometry, ContainCentersThePicture) {
  model::ResizeOptions options;
  options.fit = Fit::contain;
  const Geometry geometry = plan_geometry({4000, 3000}, 1, model::Box{800, 1001}, options);
  EXPECT_EQ(geometry.left_px, 0U);
  EXPECT_EQ(geometry.top_px, 200U);
}

/// The corner of an upright 400 x 300 image that a crop to 100 x 100 keeps, for each EXIF orientation of the stored
/// one.
TEST(Geometry, CropsAtTheSideThatGravityNames) {
  struct Case {
    model::Gravity gravity;
    int orientation;
    Size stored;
    Region source;
  };
  using model::Gravity;
  const Case cases[] = {
      {Gravity::center, 1, {400, 300}, {50, 0, 300, 300}},     {Gravity::west, 1, {400, 300}, {0, 0, 300, 300}},
      {Gravity::northwest, 1, {400, 300}, {0, 0, 300, 300}},   {Gravity::east, 1, {400, 300}, {100, 0, 300, 300}},
      {Gravity::southeast, 1, {400, 300}, {100, 0, 300, 300}}, {Gravity::north, 1, {400, 300}, {50, 0, 300, 300}},
      {Gravity::west, 2, {400, 300}, {100, 0, 300, 300}},  // mirrored
      {Gravity::west, 3, {400, 300}, {100, 0, 300, 300}},  // upside down
      {Gravity::west, 4, {400, 300}, {0, 0, 300, 300}},    // upside down and mirrored
      {Gravity::west, 5, {300, 400}, {0, 0, 300, 300}},    // transposed
      {Gravity::west, 6, {300, 400}, {0, 100, 300, 300}},  // to be turned right: the bottom of the stored one is left
      {Gravity::west, 7, {300, 400}, {0, 100, 300, 300}},      {Gravity::west, 8, {300, 400}, {0, 0, 300, 300}},
      {Gravity::east, 6, {300, 400}, {0, 0, 300, 300}},        {Gravity::east, 8, {300, 400}, {0, 100, 300, 300}},
  };
  for (const auto& [gravity, orientation, stored, source] : cases) {
    model::ResizeOptions options;
    options.fit = Fit::cover;
    options.gravity = gravity;
    EXPECT_EQ(plan_geometry(stored, orientation, model::Box{100, 100}, options).source, source)
        << model::name_of(gravity) << ", orientation " << orientation;
  }
}

TEST(Geometry, ContainPutsThePictureWhereGravityNames) {
  struct Case {
    model::Gravity gravity;
    std::uint32_t left_px;
    std::uint32_t top_px;
  };
  using model::Gravity;
  const Case wide[] = {
      {Gravity::center, 0, 25}, {Gravity::north, 0, 0}, {Gravity::southwest, 0, 50}, {Gravity::east, 0, 25}};
  const Case tall[] = {
      {Gravity::center, 25, 0}, {Gravity::north, 25, 0}, {Gravity::southwest, 0, 0}, {Gravity::east, 50, 0}};
  model::ResizeOptions options;
  options.fit = Fit::contain;
  const auto expect = [&options](Size stored, const Case& expected) {
    options.gravity = expected.gravity;
    const Geometry geometry = plan_geometry(stored, 1, model::Box{100, 100}, options);
    EXPECT_EQ(geometry.left_px, expected.left_px) << model::name_of(expected.gravity);
    EXPECT_EQ(geometry.top_px, expected.top_px) << model::name_of(expected.gravity);
  };
  for (const Case& expected : wide) expect({400, 200}, expected);
  for (const Case& expected : tall) expect({200, 400}, expected);
}

TEST(Geometry, ShrinkFactorIsTheSmallerOne) {
  model::ResizeOptions options;
  options.fit = Fit::fill;
  EXPECT_DOUBLE_EQ(shrink_factor(plan_geometry({8000, 3000}, 1, model::Box{1000, 1000}, options)), 3.0);
}

TEST(Geometry, UnknownOrientationsTurnNothing) {
  for (const int orientation : {-1, 0, 1, 9, 4711})
    EXPECT_EQ(orientation_from_exif(orientation), Orientation{}) << orientation;
}

/// As if the part had been the crop from the beginning.
TEST(Geometry, CutToTheCanvasIsTheSamePartOfTheStoredImage) {
  model::ResizeOptions options;
  options.fit = Fit::cover;
  options.gravity = model::Gravity::attention;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const bool is_turned = orientation > 4;
    const Size stored = is_turned ? Size{300, 400} : Size{400, 300};
    const Geometry whole = plan_geometry(stored, orientation, model::Box{150, 150}, options);
    ASSERT_EQ(whole.content_gravity, model::Gravity::attention) << orientation;
    ASSERT_EQ(whole.resampled, (is_turned ? Size{150, 200} : Size{200, 150})) << orientation;
    for (const auto& [left_px, gravity] : {std::pair{0U, model::Gravity::west}, std::pair{50U, model::Gravity::east}}) {
      model::ResizeOptions directed = options;
      directed.gravity = gravity;
      const Geometry expected = plan_geometry(stored, orientation, model::Box{150, 150}, directed);
      const Geometry cut = cut_to_canvas(whole, {left_px, 0});
      EXPECT_EQ(cut.source, expected.source) << orientation << ", at " << left_px;
      EXPECT_EQ(cut.resampled, expected.resampled) << orientation << ", at " << left_px;
      EXPECT_EQ(cut.canvas, expected.canvas) << orientation << ", at " << left_px;
      EXPECT_FALSE(cut.content_gravity.has_value());
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
