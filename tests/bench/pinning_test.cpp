#include "bench/pinning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::bench {
namespace {

using machine::Cpus;
using testing::ElementsAre;
using testing::IsEmpty;

/// Two fast cores with two threads each, and two slow ones.
machine::Description hybrid() {
  machine::Description machine;
  machine.allowed_core_kinds = {{.cores = {{.package = 0, .cpus = {0, 1}}, {.package = 0, .cpus = {2, 3}}},
                                 .cpus = {0, 1, 2, 3},
                                 .capacity = {},
                                 .clock = {}},
                                {.cores = {{.package = 0, .cpus = {4}}, {.package = 0, .cpus = {5}}},
                                 .cpus = {4, 5},
                                 .capacity = {},
                                 .clock = {}}};
  return machine;
}

TEST(Pinning, GivesEachWorkerItsCpus) {
  EXPECT_THAT(cpus_of_workers(model::Pin::none, hybrid()), IsEmpty());
  EXPECT_THAT(cpus_of_workers(model::Pin::cores, hybrid()),
              ElementsAre(Cpus{0}, Cpus{2}, Cpus{4}, Cpus{5}, Cpus{1}, Cpus{3}));
  EXPECT_THAT(cpus_of_workers(model::Pin::fast_cores, hybrid()), ElementsAre(Cpus{0, 1, 2, 3}));
}

TEST(Pinning, IsNoneWhereTheCoresAreUnknown) {
  for (const model::Pin pin : {model::Pin::none, model::Pin::cores, model::Pin::fast_cores}) {
    EXPECT_THAT(cpus_of_workers(pin, {}), IsEmpty()) << name_of(pin);
  }
}

}  // namespace
}  // namespace resizer::bench
