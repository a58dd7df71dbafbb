#include "model/outcome.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace resizer::model {
namespace {

TEST(Outcome, EveryKindHasANameAndAReason) {
  struct Row {
    OutcomeKind kind;
    std::string_view name;
    std::string_view reason;
  };
  const Row rows[] = {
      {Done{}, "done", ""},
      {Failed{util::ErrorCode::corrupt, "bad Huffman code"}, "failed", "bad Huffman code"},
      {Crashed{SIGSEGV}, "crashed", "crashed: SIGSEGV"},
      {Exited{3}, "exited", "the worker exited with status 3"},
      {TimedOut{std::chrono::seconds(60)}, "timed_out", "timed out after 60.00 s"},
      {Interrupted{}, "interrupted", "interrupted"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(name_of(row.kind), row.name);
    EXPECT_EQ(reason(row.kind), row.reason) << row.name;
  }
}

}  // namespace
}  // namespace resizer::model
