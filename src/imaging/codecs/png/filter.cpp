#include "imaging/codecs/png/filter.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace resizer::imaging {

namespace {

// Simple loops, for auto-vectorization. `left` is `row` one pixel earlier.

void filter_sub(const std::uint8_t* __restrict row, std::size_t distance, std::size_t count,
                std::uint8_t* __restrict out) noexcept {
  const std::uint8_t* const left = row - distance;
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint8_t>(row[i] - left[i]);
}

void filter_up(const std::uint8_t* __restrict row, const std::uint8_t* __restrict above, std::size_t count,
               std::uint8_t* __restrict out) noexcept {
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint8_t>(row[i] - above[i]);
}

void filter_average(const std::uint8_t* __restrict row, const std::uint8_t* __restrict above, std::size_t distance,
                    std::size_t count, std::uint8_t* __restrict out) noexcept {
  const std::uint8_t* const left = row - distance;
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint8_t>(row[i] - ((left[i] + above[i]) >> 1));
}

void filter_paeth(const std::uint8_t* __restrict row, const std::uint8_t* __restrict above, std::size_t distance,
                  std::size_t count, std::uint8_t* __restrict out) noexcept {
  const std::uint8_t* const left = row - distance;
  const std::uint8_t* const above_left = above - distance;
  for (std::size_t i = 0; i < count; ++i) {
    const auto to_a = static_cast<std::int16_t>(above[i] - above_left[i]);
    const auto to_b = static_cast<std::int16_t>(left[i] - above_left[i]);
    const auto to_c = static_cast<std::int16_t>(to_a + to_b);
    const auto distance_a = static_cast<std::int16_t>(to_a < 0 ? -to_a : to_a);
    const auto distance_b = static_cast<std::int16_t>(to_b < 0 ? -to_b : to_b);
    const auto distance_c = static_cast<std::int16_t>(to_c < 0 ? -to_c : to_c);
    const bool a_is_nearest = distance_a <= distance_b && distance_a <= distance_c;
    const std::uint8_t b_or_c = distance_b <= distance_c ? above[i] : above_left[i];
    out[i] = static_cast<std::uint8_t>(row[i] - (a_is_nearest ? left[i] : b_or_c));
  }
}

std::uint64_t sum_of_magnitudes(const Bytes& filtered) noexcept {
  constexpr std::size_t kBlock = 1 << 16;  // whose sum fits into 32 bits
  std::uint64_t sum = 0;
  for (std::size_t begin = 0; begin < filtered.size(); begin += kBlock) {
    const std::size_t end = std::min(begin + kBlock, filtered.size());
    std::uint32_t part = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const auto value = static_cast<std::int8_t>(filtered[i]);
      part += static_cast<std::uint8_t>(value < 0 ? -value : value);
    }
    sum += part;
  }
  return sum;
}

}  // namespace

PngFilter::PngFilter(PngFiltering filtering, std::size_t row_bytes, std::size_t pixel_bytes)
    : filtering_(filtering),
      row_bytes_(row_bytes),
      pixel_bytes_(pixel_bytes),
      current_(pixel_bytes + row_bytes),
      above_(pixel_bytes + row_bytes) {
  if (filtering_ == PngFiltering::adaptive) candidates_.fill(Bytes(row_bytes));
}

void PngFilter::append(Bytes& out) {
  if (filtering_ == PngFiltering::adaptive) {
    append_best(out);
  } else {
    out.push_back(0);
    out.insert(out.end(), row(), row() + row_bytes_);
  }
  std::swap(current_, above_);
}

void PngFilter::append_best(Bytes& out) {
  const std::uint8_t* const above = above_.data() + pixel_bytes_;
  std::copy_n(row(), row_bytes_, candidates_[0].data());
  filter_sub(row(), pixel_bytes_, row_bytes_, candidates_[1].data());
  filter_up(row(), above, row_bytes_, candidates_[2].data());
  filter_average(row(), above, pixel_bytes_, row_bytes_, candidates_[3].data());
  filter_paeth(row(), above, pixel_bytes_, row_bytes_, candidates_[4].data());
  std::size_t best = 0;
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t type = 0; type < candidates_.size(); ++type) {
    const std::uint64_t sum = sum_of_magnitudes(candidates_[type]);
    if (sum >= least) continue;
    least = sum;
    best = type;
  }
  out.push_back(static_cast<std::uint8_t>(best));
  out.insert(out.end(), candidates_[best].begin(), candidates_[best].end());
}

}  // namespace resizer::imaging
