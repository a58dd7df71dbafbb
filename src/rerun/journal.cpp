#include "rerun/journal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>

#include "model/options.hpp"
#include "model/setting.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/replace_file.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;

std::string named(const fs::path& journal) {
  return "the journal " + util::printable(journal.native());
}

[[noreturn]] void throw_in_use(const fs::path& journal) {
  throw util::Error(util::ErrorCode::conflict,
                    named(journal) + " is in use: another run is working in this folder; try again when it is done");
}

/// All bytes from the start; none if they cannot be read.
std::optional<std::string> read_all(const util::Fd& file, std::size_t size_bytes) {
  std::string bytes(size_bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::pread(file.get(), bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Journal::Journal(const fs::path& folder, Use use) : path_(folder / model::kJournalName), use_(use) {
  contents_.emplace();
  constexpr int kSafely = O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC;
  file_ = util::Fd(::open(path_.c_str(), (use == Use::keep ? O_RDWR : O_RDONLY) | kSafely));
  exists_ = file_ || (errno != ENOENT && errno != ENOTDIR);
  const bool is_link_or_folder = !file_ && (errno == ELOOP || errno == EISDIR);
  if (is_link_or_folder) throw util::Error(util::ErrorCode::conflict, named(path_) + ": not a regular file");
  if (file_) lock();
  if (exists_) read();
}

/// The lock is the process's own, so that it ends with the process although workers inherit the descriptor.
void Journal::lock() {
  if (use_ == Use::look) return;
  struct flock all {};
  all.l_type = F_WRLCK;
  if (::fcntl(file_.get(), F_SETLK, &all) != 0 && (errno == EACCES || errno == EAGAIN)) throw_in_use(path_);
  struct stat locked {};
  struct stat there {};
  const bool was_replaced = ::fstat(file_.get(), &locked) == 0 && ::lstat(path_.c_str(), &there) == 0 &&
                            (locked.st_ino != there.st_ino || locked.st_dev != there.st_dev);
  if (was_replaced) throw_in_use(path_);
}

void Journal::read() {
  struct stat status {};
  const bool is_open = file_ && ::fstat(file_.get(), &status) == 0;
  if (is_open && !S_ISREG(status.st_mode)) {
    throw util::Error(util::ErrorCode::conflict, named(path_) + ": not a regular file");
  }
  const auto bytes = is_open ? read_all(file_, static_cast<std::size_t>(status.st_size)) : std::nullopt;
  // What cannot be read is no journal either, and is replaced where the folder allows it.
  contents_.emplace(bytes.value_or("unreadable"));
}

void Journal::begin(std::span<const std::string> forgotten) {
  constexpr std::size_t kSmallBytes = 1U << 16U;
  if (!exists_) return create();
  if (contents_->whole_bytes() == 0) return start_anew({});
  std::vector<std::string> known;
  for (const std::string& output : forgotten) {
    if (!contents_->find(output)) continue;
    contents_->forget(output);
    known.push_back(output);
  }
  if (contents_->size_bytes() > 2 * contents_->needed_bytes() + kSmallBytes) return start_anew(contents_->records());
  entries_ = contents_->writer();
  if (::ftruncate(file_.get(), static_cast<off_t>(contents_->whole_bytes())) != 0) {
    throw util::system_error(named(path_), errno, util::ErrorCode::write_failed);
  }
  contents_.emplace();
  if (!known.empty()) append(entries_.forgotten(known));
  if (!failure_.empty()) throw util::Error(util::ErrorCode::write_failed, failure_);
}

void Journal::create() {
  constexpr mode_t kReadWriteAll = 0666;  // minus the umask
  file_ = util::Fd(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadWriteAll));
  if (!file_ && errno == EEXIST) throw_in_use(path_);
  if (!file_) throw util::system_error(named(path_), errno, util::ErrorCode::write_failed);
  lock();
  exists_ = true;
  append(EntryWriter::header());
  if (!failure_.empty()) throw util::Error(util::ErrorCode::write_failed, failure_);
}

/// Replaces the file as a whole, so that it is never half of one and half of the other.
void Journal::start_anew(std::span<const Record> records) {
  entries_ = EntryWriter();
  util::replace_file(path_, [&](const util::TextSink& sink) {
    sink(EntryWriter::header());
    for (const Record& record : records) sink(entries_.made(record));
  });
  util::Fd fresh(::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  if (!fresh) throw util::system_error(named(path_), errno, util::ErrorCode::write_failed);
  file_ = std::move(fresh);
  exists_ = true;
  contents_.emplace();
  lock();
}

void Journal::add(const Record& record) {
  if (failure_.empty()) append(entries_.made(record));
}

void Journal::append(const std::string& bytes) {
  const off_t end = ::lseek(file_.get(), 0, SEEK_END);
  std::size_t written = 0;
  while (end >= 0 && written < bytes.size()) {
    const ssize_t count =
        ::pwrite(file_.get(), bytes.data() + written, bytes.size() - written, end + static_cast<off_t>(written));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    written += static_cast<std::size_t>(count);
  }
  if (written == bytes.size()) return;
  failure_ = util::system_error(named(path_), errno, util::ErrorCode::write_failed).what();
  static_cast<void>(::ftruncate(file_.get(), end) == 0);
}

}  // namespace resizer::rerun
