#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/format.hpp"
#include "rerun/file_state.hpp"

namespace resizer::rerun {

/// An output as it was when it had been put in its place.
struct MadeOutput {
  std::string path;  ///< Below the output folder.
  model::Format format = model::Format::jpeg;
  std::uint64_t fingerprint = 0;  ///< How it was made.
  FileState state;
  std::uint64_t hash = 0;  ///< XXH3 (64 bits) of its bytes.
  friend bool operator==(const MadeOutput&, const MadeOutput&) = default;
};

/// An input, and the outputs that were made from it, in the order of the sizes.
struct Record {
  std::string source;  ///< An absolute path.
  FileState source_state;
  std::optional<std::uint64_t> source_hash{};  ///< XXH3 (64 bits) of its bytes, if they were hashed.
  std::vector<MadeOutput> outputs;
  friend bool operator==(const Record&, const Record&) = default;
};

std::string to_bytes(const Record& record);

/// None for bytes that are no record.
std::optional<Record> record_from(std::string_view bytes);

/// The paths of the outputs, in the bytes; none for bytes that are no record.
std::optional<std::vector<std::string_view>> output_paths(std::string_view bytes);

}  // namespace resizer::rerun
