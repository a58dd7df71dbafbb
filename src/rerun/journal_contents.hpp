#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rerun/record.hpp"

/// The bytes of a journal: a header, then entries, which are only ever added. An entry holds a record, or the paths of
/// outputs that are about to be replaced or were removed. Its checksum covers all entries before it, so that none can
/// be missing.
namespace resizer::rerun {

/// Makes entries, each of which follows the one made before.
class EntryWriter {
 public:
  EntryWriter() = default;
  explicit EntryWriter(std::uint64_t checksum) : checksum_(checksum) {}

  static std::string header();
  std::string made(const Record& record);
  std::string forgotten(std::span<const std::string> outputs);

 private:
  std::string entry(const std::string& contents);

  std::uint64_t checksum_ = 0;  ///< Of the entries so far.
};

/// What a journal says, taken from its bytes. Safe for any bytes.
class JournalContents {
 public:
  JournalContents() = default;
  explicit JournalContents(std::string bytes);
  JournalContents(const JournalContents&) = delete;  // the index refers to the bytes
  JournalContents& operator=(const JournalContents&) = delete;
  ~JournalContents() = default;

  /// Why none of it is believed: it is damaged, or no journal of this version. Then there are no records.
  const std::optional<std::string>& problem() const noexcept { return problem_; }

  struct Found {
    Record record;
    std::size_t output = 0;  ///< Which one of the record's outputs it is.
  };
  /// The record of the output with this path below the output folder.
  std::optional<Found> find(std::string_view output) const;
  /// Every record of which outputs are left, in order. Those that are not left have an empty path.
  std::vector<Record> records() const;
  void forget(std::string_view output) { places_.erase(output); }

  std::size_t size_bytes() const noexcept { return bytes_.size(); }
  /// About as much as records() need.
  std::size_t needed_bytes() const noexcept;
  /// Without an entry at the end whose writer was killed.
  std::size_t whole_bytes() const noexcept { return whole_bytes_; }
  /// Continues after the last whole entry.
  EntryWriter writer() const noexcept { return EntryWriter(checksum_); }

 private:
  /// A record in the bytes, and one of its outputs.
  struct Place {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::size_t output = 0;
  };

  void read_entries();
  bool take(std::string_view contents);
  void distrust(std::string problem);

  std::string bytes_;
  std::unordered_map<std::string_view, Place> places_;  ///< By the output's path.
  std::size_t whole_bytes_ = 0;
  std::uint64_t checksum_ = 0;
  std::optional<std::string> problem_;
};

}  // namespace resizer::rerun
