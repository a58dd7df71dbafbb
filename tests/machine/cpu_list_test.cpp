#include "machine/cpu_list.hpp"

#include <gtest/gtest.h>

namespace resizer::machine {
namespace {

TEST(CpuList, IsParsedAndWrittenAsTheKernelDoes) {
  struct Row {
    std::string text;
    std::optional<Cpus> cpus;
  };
  const Row rows[] = {
      {"0", Cpus{0}},
      {"0-3", Cpus{0, 1, 2, 3}},
      {"0-1,4,6-7", Cpus{0, 1, 4, 6, 7}},
      {"3,1", Cpus{1, 3}},
      {"0-2,1-3", Cpus{0, 1, 2, 3}},
      {"3-1", std::nullopt},
      {"-1", std::nullopt},
      {"0-", std::nullopt},
      {"0 1", std::nullopt},
      {"0x3", std::nullopt},
      {"a", std::nullopt},
      {"0-4294967295", std::nullopt},
      {"4294967296", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(parse_cpu_list(row.text), row.cpus) << row.text;
  EXPECT_EQ(parse_cpu_list(std::nullopt), std::nullopt);
  EXPECT_EQ(to_cpu_list({0, 1, 4, 6, 7}), "0-1,4,6-7");
  EXPECT_EQ(to_cpu_list({}), "");
}

}  // namespace
}  // namespace resizer::machine
