#include "shards/image_cost.hpp"

#include <gtest/gtest.h>

namespace resizer::shards {
namespace {

model::ImageFacts photo(std::uint32_t width_px, std::uint32_t height_px, std::uint64_t bytes) {
  model::ImageFacts facts;
  facts.width_px = width_px;
  facts.height_px = height_px;
  facts.bytes = bytes;
  return facts;
}

model::ResizeOptions to_width(std::uint32_t width_px) {
  model::ResizeOptions options;
  options.sizes = {model::Box{width_px, std::nullopt}};
  return options;
}

model::Job job_of_photo() {
  return {.input = "a.jpg", .input_bytes = 3'000'000, .outputs = {"a.jpg"}};
}
model::ImageFacts usual_photo() {
  return photo(4000, 3000, 3'000'000);
}

TEST(ImageCost, GrowsWithBytesPixelsAndOutputs) {
  const double cost = cost_of(usual_photo(), job_of_photo(), to_width(800));
  EXPECT_GT(cost, 0.005);
  EXPECT_LT(cost, 0.5);
  EXPECT_GT(cost_of(photo(4000, 3000, 6'000'000), job_of_photo(), to_width(800)), 1.2 * cost);
  EXPECT_GT(cost_of(photo(8000, 6000, 3'000'000), job_of_photo(), to_width(800)), 1.05 * cost);
  EXPECT_GT(cost_of(usual_photo(), job_of_photo(), to_width(3000)), 1.5 * cost);
  model::Job as_avif = job_of_photo();
  as_avif.outputs = {"a.avif"};
  EXPECT_GT(cost_of(usual_photo(), as_avif, to_width(800)), 2 * cost);
}

TEST(ImageCost, FollowsTheSizeThatIsAskedFor) {
  const double by_width = cost_of(usual_photo(), job_of_photo(), to_width(800));
  struct Row {
    const char* name;
    model::TargetSize size;
    model::Fit fit;
  };
  for (const Row& row : {Row{"height", model::Box{std::nullopt, 600}, model::Fit::inside},
                         Row{"long edge", model::LongEdge{800}, model::Fit::inside},
                         Row{"percent", model::Percent{20}, model::Fit::inside},
                         Row{"inside", model::Box{800, 4000}, model::Fit::inside},
                         Row{"outside", model::Box{800, 1}, model::Fit::outside},
                         Row{"cover", model::Box{400, 1200}, model::Fit::cover}}) {
    model::ResizeOptions options;
    options.sizes = {row.size};
    options.fit = row.fit;
    EXPECT_NEAR(cost_of(usual_photo(), job_of_photo(), options), by_width, 1e-9) << row.name;
  }
}

TEST(ImageCost, TurnsImagesUprightAndDoesNotEnlargeThemUnasked) {
  model::ImageFacts turned = photo(3000, 4000, 3'000'000);
  turned.orientation = 6;
  EXPECT_NEAR(cost_of(turned, job_of_photo(), to_width(800)), cost_of(usual_photo(), job_of_photo(), to_width(800)),
              1e-9);
  model::ResizeOptions options = to_width(20'000);
  options.upscale = false;
  EXPECT_NEAR(cost_of(usual_photo(), job_of_photo(), options), cost_of(usual_photo(), job_of_photo(), to_width(4000)),
              1e-9);
}

TEST(ImageCost, IsPlausibleWithoutAHeader) {
  EXPECT_NEAR(cost_of(likely_facts(job_of_photo()), job_of_photo(), to_width(800)),
              cost_of(usual_photo(), job_of_photo(), to_width(800)), 0.01);
  const model::Job empty{.input = "a", .input_bytes = 0, .outputs = {"a.jpg"}};
  EXPECT_GT(cost_of(likely_facts(empty), empty, to_width(800)), 0);
  EXPECT_GT(cost_of(photo(0, 0, 0), empty, to_width(800)), 0);
}

}  // namespace
}  // namespace resizer::shards
