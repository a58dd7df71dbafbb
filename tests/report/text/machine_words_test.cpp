#include "report/text/machine_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"
#include "report/text/context_words.hpp"
#include "support/golden.hpp"
#include "support/machine_tree.hpp"
#include "util/cgroup.hpp"

namespace resizer::report {
namespace {

std::vector<test::MachineTree> machine_trees() {
  return test::read_machine_trees(RESIZER_SOURCE_DIR "/tests/machine/trees");
}

/// The machine, and what a process may use of it.
struct Place {
  machine::Description machine;
  util::CpuAllowance cpus;
};

Place place_of(const test::MachineTree& tree) {
  const util::FakeRoot root(tree.files);
  return {.machine = machine::describe(tree.allowed, root.path()),
          .cpus = {.affinity_cores = static_cast<unsigned>(std::max<std::size_t>(tree.allowed.size(), 1)),
                   .quota_cores = util::cgroup_cpu_quota(root.path())}};
}

TEST(MachineLines, DescribeEveryMachine) {
  std::string text;
  for (const test::MachineTree& tree : machine_trees()) {
    const auto [machine, cpus] = place_of(tree);
    text += tree.name + '\n';
    const std::vector<std::string> lines = machine_lines(machine, cpus, Symbols{true});
    EXPECT_LE(lines.size(), 3U) << tree.name;
    for (const std::string& line : lines) text += "  " + line + '\n';
  }
  test::expect_golden(text, "report/golden/machines.txt");
}

TEST(MachineLines, AreRowsOfTheContext) {
  analysis::Facts facts = test::compare_facts();
  for (const test::MachineTree& tree : machine_trees()) {
    if (tree.name != "cpuset") continue;
    const auto [machine, cpus] = place_of(tree);
    facts.context.machine = machine;
    facts.cpus = cpus;
    const util::TextTable table = context_table(analysis::make_report(facts), Symbols{false});
    EXPECT_EQ(table.rows.at(1), (std::vector<std::string>{"processor", processor_text(machine, Symbols{false})}));
    EXPECT_EQ(table.rows.at(4), (std::vector<std::string>{"limits", limits_text(machine, cpus, Symbols{false})}));
  }
}

}  // namespace
}  // namespace resizer::report
