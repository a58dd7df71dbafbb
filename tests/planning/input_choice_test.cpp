#include "planning/input_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

std::vector<fs::path> inputs_of(const std::vector<model::Job>& jobs) {
  std::vector<fs::path> inputs;
  inputs.reserve(jobs.size());
  for (const model::Job& job : jobs) inputs.push_back(job.input);
  return inputs;
}

TEST(KeepOnly, LeavesTheChosenInputs) {
  Plan plan;
  plan.jobs = {{.input = "in/a.jpg", .outputs = {}},
               {.input = "in/b.jpg", .outputs = {}},
               {.input = "/elsewhere/c.jpg", .outputs = {}}};
  plan.skipped = {{.input = "in/d.jpg", .outputs = {}}, {.input = "in/e.jpg", .outputs = {}}};
  plan.unusable = {{"in/f.jpg", "broken"}, {"in/g.jpg", "broken"}};
  const std::vector<fs::path> chosen{"./in/b.jpg", fs::current_path() / "in/a.jpg", "in/sub/../d.jpg", "in/g.jpg",
                                     "in/z.jpg"};
  EXPECT_EQ(keep_only(plan, chosen), 4U);
  EXPECT_THAT(inputs_of(plan.jobs), ElementsAre("in/a.jpg", "in/b.jpg"));
  EXPECT_THAT(inputs_of(plan.skipped), ElementsAre("in/d.jpg"));
  ASSERT_EQ(plan.unusable.size(), 1U);
  EXPECT_EQ(plan.unusable[0].path, "in/g.jpg");
}

}  // namespace
}  // namespace resizer::planning
