#include "rerun/journal_contents.hpp"

#include <map>

#include "rerun/byte_fields.hpp"
#include "util/hash.hpp"

namespace resizer::rerun {
namespace {

constexpr std::string_view kHeader = "resizer journal 1\n";
constexpr char kMade = 'm';
constexpr char kForgotten = 'f';

/// Before the contents of an entry: their length, the checksum of that, and that of the contents.
constexpr std::size_t kFrameBytes = 3 * kNumberBytes;

std::uint64_t checksum_of_length(std::uint64_t length, std::uint64_t previous) {
  std::string bytes;
  put_number(bytes, length);
  return util::hash_of(bytes, previous);
}

}  // namespace

std::string EntryWriter::header() {
  return std::string(kHeader);
}

std::string EntryWriter::made(const Record& record) {
  return entry(kMade + to_bytes(record));
}

std::string EntryWriter::forgotten(std::span<const std::string> outputs) {
  std::string contents(1, kForgotten);
  for (const std::string& output : outputs) put_text(contents, output);
  return entry(contents);
}

std::string EntryWriter::entry(const std::string& contents) {
  std::string bytes;
  bytes.reserve(kFrameBytes + contents.size());
  put_number(bytes, contents.size());
  put_number(bytes, checksum_of_length(contents.size(), checksum_));
  checksum_ = util::hash_of(contents, checksum_);
  put_number(bytes, checksum_);
  return bytes + contents;
}

JournalContents::JournalContents(std::string bytes) : bytes_(std::move(bytes)) {
  if (bytes_.starts_with(kHeader)) {
    read_entries();
  } else if (!kHeader.starts_with(bytes_)) {
    distrust("it is no journal of this version");
  }
}

void JournalContents::read_entries() {
  whole_bytes_ = kHeader.size();
  // An entry that ends too early was being written when its run was killed, before it did what the entry says.
  while (bytes_.size() - whole_bytes_ >= kFrameBytes) {
    const std::string_view rest = std::string_view(bytes_).substr(whole_bytes_);
    ByteFields frame(rest.substr(0, kFrameBytes));
    const std::uint64_t length = frame.take_number();
    if (frame.take_number() != checksum_of_length(length, checksum_)) return distrust("it is damaged");
    if (length > rest.size() - kFrameBytes) return;
    const std::string_view contents = rest.substr(kFrameBytes, length);
    const std::uint64_t checksum = util::hash_of(contents, checksum_);
    if (frame.take_number() != checksum || !take(contents)) return distrust("it is damaged");
    checksum_ = checksum;
    whole_bytes_ += kFrameBytes + length;
  }
}

/// False for contents that no entry has.
bool JournalContents::take(std::string_view contents) {
  if (contents.empty()) return false;
  const std::string_view fields = contents.substr(1);
  if (contents.front() == kForgotten) {
    for (ByteFields paths(fields); !paths.is_at_end();) {
      if (paths.is_short()) return false;
      forget(paths.take_text());
    }
    return true;
  }
  const auto paths = output_paths(fields);
  if (contents.front() != kMade || !paths) return false;
  const auto offset = static_cast<std::size_t>(fields.data() - bytes_.data());
  for (std::size_t output = 0; output < paths->size(); ++output) {
    const std::string_view path = (*paths)[output];
    places_.erase(path);  // its key is in the bytes of an older entry
    if (!path.empty()) places_.emplace(path, Place{offset, fields.size(), output});
  }
  return true;
}

void JournalContents::distrust(std::string problem) {
  places_.clear();
  whole_bytes_ = 0;
  checksum_ = 0;
  problem_ = std::move(problem);
}

std::optional<JournalContents::Found> JournalContents::find(std::string_view output) const {
  const auto place = places_.find(output);
  if (place == places_.end()) return std::nullopt;
  auto record = record_from(std::string_view(bytes_).substr(place->second.offset, place->second.length));
  if (!record) return std::nullopt;
  return Found{std::move(*record), place->second.output};
}

std::size_t JournalContents::needed_bytes() const noexcept {
  std::size_t bytes = 0;
  for (const auto& [path, place] : places_) bytes += place.output == 0 ? place.length : 0;
  return bytes;
}

std::vector<Record> JournalContents::records() const {
  std::map<std::size_t, std::pair<std::size_t, std::vector<bool>>> left;  // by offset: length, which outputs
  for (const auto& [path, place] : places_) {
    auto& [length, outputs] = left[place.offset];
    length = place.length;
    outputs.resize(std::max(outputs.size(), place.output + 1));
    outputs[place.output] = true;
  }
  std::vector<Record> records;
  for (const auto& [offset, entry] : left) {
    auto record = record_from(std::string_view(bytes_).substr(offset, entry.first));
    if (!record) continue;
    const std::vector<bool>& outputs = entry.second;
    for (std::size_t k = 0; k < record->outputs.size(); ++k) {
      if (k >= outputs.size() || !outputs[k]) record->outputs[k].path.clear();
    }
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace resizer::rerun
