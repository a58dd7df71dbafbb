#include "imaging/pipeline/header.hpp"

#include <array>

#include "imaging/codecs/registry.hpp"
#include "imaging/pipeline/open.hpp"
#include "model/job.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

model::ImageFacts facts_from(ByteView head, std::size_t file_bytes) {
  const Codec* codec = recognize(head);
  if (codec == nullptr)
    throw util::Error(util::ErrorCode::unsupported_format, "not in any image format that can be read");
  return facts_of(codec->open(head)->info(), codec->format, file_bytes);
}

}  // namespace

/// Most headers are within the first of these bytes; large metadata and some formats take more, or all.
model::ImageFacts read_header(const std::filesystem::path& path) {
  constexpr std::array<std::size_t, 2> kHeadBytes{std::size_t{64} << 10U, std::size_t{1} << 20U};
  Bytes bytes;
  for (const std::size_t head_bytes : kHeadBytes) {
    const std::uintmax_t file_bytes = util::read_file(path, model::kMaxInputBytes, bytes, head_bytes);
    try {
      return facts_from(bytes, file_bytes);
    } catch (const util::Error&) {
      if (bytes.size() == file_bytes) throw;
    }
  }
  const std::uintmax_t file_bytes = util::read_file(path, model::kMaxInputBytes, bytes);
  return facts_from(bytes, file_bytes);
}

}  // namespace resizer::imaging
