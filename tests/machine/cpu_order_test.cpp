#include "machine/cpu_order.hpp"

#include <gtest/gtest.h>

#include <map>

#include "machine/description.hpp"
#include "support/machine_tree.hpp"
#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

TEST(SpreadOrder, GivesEachCoreAWorkerBeforeAnyHasTwo) {
  const std::map<std::string, std::string> orders{
      {"intel_hybrid", "0 2 4 6 8 9 10 11 12 13 14 15 1 3 5 7 "},  // the second threads of the fast cores come last
      {"intel_smt_off", "0 1 2 3 "},
      {"arm_big_little", "4 5 0 1 2 3 "},
      {"no_files", ""},
  };
  std::size_t found = 0;
  for (const test::MachineTree& tree : test::read_machine_trees(RESIZER_SOURCE_DIR "/tests/machine/trees")) {
    const util::FakeRoot root(tree.files);
    const Cpus order = spread_order(describe(tree.allowed, root.path()).allowed_core_kinds);
    Cpus sorted = order;
    std::ranges::sort(sorted);
    EXPECT_TRUE(order.empty() || sorted == tree.allowed) << tree.name << ": each once, " << to_cpu_list(sorted);
    const auto expected = orders.find(tree.name);
    if (expected == orders.end()) continue;
    ++found;
    std::string text;
    for (const unsigned cpu : order) text += std::to_string(cpu) + ' ';
    EXPECT_EQ(text, expected->second) << tree.name;
  }
  EXPECT_EQ(found, orders.size());
}

}  // namespace
}  // namespace resizer::machine
