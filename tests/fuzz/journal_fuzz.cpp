// The journal of an output folder, and the records in it.
#include <string_view>

#include "fuzz/fuzz_target.hpp"
#include "rerun/journal_contents.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  const std::string_view bytes(reinterpret_cast<const char*>(input.data()), input.size());
  const rerun::JournalContents contents{std::string(bytes)};
  require(contents.whole_bytes() <= bytes.size());
  require(!contents.problem() || contents.records().empty());
  // Mutations seldom get past the checksums: a record by itself has none.
  const auto record = rerun::record_from(bytes);
  const auto paths = rerun::output_paths(bytes);
  if (!record) return;
  require(paths && paths->size() == record->outputs.size());
  require(rerun::record_from(rerun::to_bytes(*record)) == record);
}
