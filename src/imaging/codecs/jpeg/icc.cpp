#include "imaging/codecs/jpeg/icc.hpp"

#include <algorithm>

#include "imaging/core/big_endian.hpp"

namespace resizer::imaging {
namespace {

/// Chunk numbers are one byte, so more chunks than this cannot be valid.
constexpr std::size_t kMaxChunks = 256;

/// Whether the profile has the size in its header (ICC.1:2010, 7.2.2).
bool has_stated_size(const Bytes& profile) noexcept {
  return profile.size() >= 4 && big_endian_u32(profile.data()) == profile.size();
}

}  // namespace

void JpegIccChunks::add(ByteView numbered) {
  constexpr std::size_t kNumbersBytes = 2;
  if (numbered.size() < kNumbersBytes || chunks_.size() > kMaxChunks) return;
  chunks_.push_back({numbered[0], numbered[1], numbered.subspan(kNumbersBytes)});
}

/// The chunks sorted by number, without duplicates. Empty if a number is missing or ambiguous.
JpegIccChunks::Chunks JpegIccChunks::in_order() const {
  Chunks sorted = chunks_;
  std::ranges::stable_sort(sorted, {}, &Chunk::number);
  const auto is_copy = [](const Chunk& a, const Chunk& b) {
    return a.number == b.number && std::ranges::equal(a.bytes, b.bytes);
  };
  sorted.erase(std::unique(sorted.begin(), sorted.end(), is_copy), sorted.end());
  const auto is_gap = [](const Chunk& a, const Chunk& b) { return b.number != a.number + 1; };
  if (std::ranges::adjacent_find(sorted, is_gap) != sorted.end()) return {};
  return sorted;
}

Bytes JpegIccChunks::join() const {
  if (chunks_.empty() || chunks_.size() > kMaxChunks) return {};
  const auto joined = [](const Chunks& chunks) {
    Bytes profile;
    for (const Chunk& chunk : chunks) profile.insert(profile.end(), chunk.bytes.begin(), chunk.bytes.end());
    return profile;
  };
  const Chunks ordered = in_order();
  const auto states_all = [&](const Chunk& chunk) { return chunk.count == ordered.size(); };
  Bytes profile = joined(ordered);
  if (!ordered.empty() && ordered.front().number == 1 && std::ranges::all_of(ordered, states_all)) return profile;
  if (has_stated_size(profile)) return profile;
  if (!ordered.empty()) return {};
  // The numbers are meaningless, so try file order.
  profile = joined(chunks_);
  return has_stated_size(profile) ? profile : Bytes();
}

}  // namespace resizer::imaging
