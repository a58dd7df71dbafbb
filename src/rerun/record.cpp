#include "rerun/record.hpp"

#include "model/job.hpp"
#include "rerun/byte_fields.hpp"

namespace resizer::rerun {
namespace {

/// Between the source's path and the number of outputs, and behind the path of each output.
constexpr std::size_t kNumbersOfSource = 4;
constexpr std::size_t kNumbersOfOutput = 5;

void put_state(std::string& bytes, const FileState& state) {
  put_number(bytes, state.bytes);
  put_number(bytes, static_cast<std::uint64_t>(state.modified.count()));
}

FileState take_state(ByteFields& fields) {
  const std::uint64_t size = fields.take_number();
  return {.bytes = size, .modified = std::chrono::nanoseconds(static_cast<std::int64_t>(fields.take_number()))};
}

}  // namespace

std::string to_bytes(const Record& record) {
  std::string bytes;
  put_text(bytes, record.source);
  put_state(bytes, record.source_state);
  put_number(bytes, record.source_hash ? 1 : 0);
  put_number(bytes, record.source_hash.value_or(0));
  put_number(bytes, record.outputs.size());
  for (const MadeOutput& output : record.outputs) {
    put_text(bytes, output.path);
    put_number(bytes, static_cast<std::uint64_t>(output.format));
    put_number(bytes, output.fingerprint);
    put_state(bytes, output.state);
    put_number(bytes, output.hash);
  }
  return bytes;
}

std::optional<Record> record_from(std::string_view bytes) {
  ByteFields fields(bytes);
  Record record;
  record.source = fields.take_text();
  record.source_state = take_state(fields);
  const bool has_hash = fields.take_number() == 1;
  const std::uint64_t hash = fields.take_number();
  if (has_hash) record.source_hash = hash;
  const std::uint64_t outputs = fields.take_number();
  if (outputs > model::kMaxOutputs) return std::nullopt;
  for (std::uint64_t k = 0; k < outputs; ++k) {
    MadeOutput output;
    output.path = fields.take_text();
    const std::uint64_t format = fields.take_number();
    if (format >= model::format_traits().size()) return std::nullopt;
    output.format = static_cast<model::Format>(format);
    output.fingerprint = fields.take_number();
    output.state = take_state(fields);
    output.hash = fields.take_number();
    record.outputs.push_back(std::move(output));
  }
  if (!fields.is_at_end()) return std::nullopt;
  return record;
}

std::optional<std::vector<std::string_view>> output_paths(std::string_view bytes) {
  ByteFields fields(bytes);
  fields.take_text();
  for (std::size_t number = 0; number < kNumbersOfSource; ++number) fields.take_number();
  const std::uint64_t outputs = fields.take_number();
  if (outputs > model::kMaxOutputs) return std::nullopt;
  std::vector<std::string_view> paths;
  for (std::uint64_t k = 0; k < outputs; ++k) {
    paths.push_back(fields.take_text());
    for (std::size_t number = 0; number < kNumbersOfOutput; ++number) fields.take_number();
  }
  return fields.is_at_end() ? std::optional(std::move(paths)) : std::nullopt;
}

}  // namespace resizer::rerun
