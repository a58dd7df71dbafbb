#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rerun/journal_contents.hpp"
#include "util/fd.hpp"

namespace resizer::rerun {

/// The journal of an output folder. One run at a time keeps it; only the parent writes it.
class Journal {
 public:
  enum class Use : std::uint8_t {
    look,  ///< Read only.
    keep,  ///< Lock it, to write it later.
  };

  /// Reads the journal, if there is one. Throws util::Error: conflict if another run keeps it, or if something other
  /// than a file has its name.
  Journal(const std::filesystem::path& folder, Use use);

  bool exists() const noexcept { return exists_; }
  const JournalContents& contents() const noexcept { return *contents_; }

  /// Starts to write: notes that these outputs are about to be replaced or are gone, and drops what it said of them. A
  /// journal that is missing or not believed is begun anew, and one that is mostly outdated is written anew. From now
  /// on, contents() is empty. Throws util::Error naming the journal.
  void begin(std::span<const std::string> forgotten);

  /// Adds a record after begin(). After a failure, nothing more is added: what is missing is made again next time.
  void add(const Record& record);
  /// Why records are missing; empty if none are.
  const std::string& failure() const noexcept { return failure_; }

 private:
  void read();
  void lock();
  void create();
  void start_anew(std::span<const Record> records);
  void append(const std::string& bytes);

  std::filesystem::path path_;
  Use use_;
  util::Fd file_;
  bool exists_ = false;
  std::optional<JournalContents> contents_;
  EntryWriter entries_;
  std::string failure_;
};

}  // namespace resizer::rerun
