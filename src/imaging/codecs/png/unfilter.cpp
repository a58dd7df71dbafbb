#include "imaging/codecs/png/unfilter.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <opencv2/core/hal/intrin.hpp>
#include <type_traits>

namespace resizer::imaging {

namespace {

// Each byte of an unfiltered row depends on the byte one pixel to its left, so a single row is a serial dependency
// chain. Rows are therefore processed in a wave, each one pixel behind the row above it, whose previous result is still
// in a register. All filter types are computed and one is selected by a mask, so that rows of a wave may have different
// filters.

/// Two vectors of 16-bit lanes, the rows of a wave one after another.
struct Lanes {
  cv::v_int16x8 low = cv::v_setzero_s16();
  cv::v_int16x8 high = cv::v_setzero_s16();
};

/// For each filter type, a mask of the lanes of rows that use it.
struct Filters {
  cv::v_int16x8 sub, up, average, paeth;
};

/// The layout of one step of a wave in 16 bytes: each row has a group, of which it uses kPixelBytes.
template <int kPixelBytes>
struct Layout {
  static constexpr int kGroupBytes = kPixelBytes <= 4 ? 4 : 8;
  static constexpr int kRows = 16 / kGroupBytes;
  using Group = std::conditional_t<kGroupBytes == 4, std::uint32_t, std::uint64_t>;
};

template <class Group>
[[gnu::always_inline]] inline Group load(const std::uint8_t* bytes) noexcept {
  Group group;
  std::memcpy(&group, bytes, sizeof group);
  return group;
}

/// The groups at four, or at two, places.
[[gnu::always_inline]] inline cv::v_uint8x16 gather(const std::array<const std::uint8_t*, 4>& source,
                                                    std::size_t at) noexcept {
  return cv::v_reinterpret_as_u8(
      cv::v_uint32x4(load<std::uint32_t>(source[0] + at), load<std::uint32_t>(source[1] + at),
                     load<std::uint32_t>(source[2] + at), load<std::uint32_t>(source[3] + at)));
}

[[gnu::always_inline]] inline cv::v_uint8x16 gather(const std::array<const std::uint8_t*, 2>& source,
                                                    std::size_t at) noexcept {
  return cv::v_reinterpret_as_u8(
      cv::v_uint64x2(load<std::uint64_t>(source[0] + at), load<std::uint64_t>(source[1] + at)));
}

[[gnu::always_inline]] inline Lanes widen(const cv::v_uint8x16& bytes) noexcept {
  cv::v_uint16x8 low, high;
  cv::v_expand(bytes, low, high);
  return {cv::v_reinterpret_as_s16(low), cv::v_reinterpret_as_s16(high)};
}

template <class Group>
[[gnu::always_inline]] inline cv::v_int16x8 load_lanes(const std::uint8_t* bytes) noexcept {
  return widen(cv::v_reinterpret_as_u8(cv::v_uint64x2(load<Group>(bytes), 0))).low;
}

[[gnu::always_inline]] inline cv::v_int16x8 magnitude(const cv::v_int16x8& x) noexcept {
  return cv::v_max(x, cv::v_setzero_s16() - x);
}

/// The predictor (PNG 9.2 to 9.4): a is left, b above, c above left.
[[gnu::always_inline]] inline cv::v_int16x8 predict(const Filters& filters, const cv::v_int16x8& a,
                                                    const cv::v_int16x8& b, const cv::v_int16x8& c) noexcept {
  const cv::v_int16x8 to_a = b - c;
  const cv::v_int16x8 to_b = a - c;
  const cv::v_int16x8 distance_a = magnitude(to_a);
  const cv::v_int16x8 distance_b = magnitude(to_b);
  const cv::v_int16x8 distance_c = magnitude(to_a + to_b);
  const cv::v_int16x8 b_or_c = cv::v_select(distance_b > distance_c, c, b);
  const cv::v_int16x8 paeth = cv::v_select(distance_a > cv::v_min(distance_b, distance_c), b_or_c, a);
  return (filters.sub & a) | (filters.up & b) | (filters.average & cv::v_shr<1>(a + b)) | (filters.paeth & paeth);
}

template <int kPixelBytes>
[[gnu::always_inline]] inline Filters select_filters(const PngWave& wave, std::size_t first) noexcept {
  const auto mask = [&](int type) {
    std::array<std::int16_t, 8> lanes;
    for (std::size_t lane = 0; lane < 8; ++lane) {
      const bool selected = wave.filtered[first + lane / Layout<kPixelBytes>::kGroupBytes][0] == type;
      lanes[lane] = selected ? std::int16_t{-1} : std::int16_t{0};
    }
    return cv::v_load(lanes.data());
  };
  return {mask(1), mask(2), mask(3), mask(4)};
}

/// The rows [first, first + Layout::kRows).
template <int kPixelBytes>
[[gnu::always_inline]] inline void unfilter_rows(const PngWave& wave, std::size_t first) noexcept {
  using Group = typename Layout<kPixelBytes>::Group;
  constexpr std::size_t kRows = Layout<kPixelBytes>::kRows;
  const Filters low_filters = select_filters<kPixelBytes>(wave, first);
  const Filters high_filters = select_filters<kPixelBytes>(wave, first + kRows / 2);
  const std::uint8_t* const above = first == 0 ? wave.above : wave.rows[first - 1];
  std::array<const std::uint8_t*, kRows> source;
  std::array<std::uint8_t*, kRows> target;
  for (std::size_t row = 0; row < kRows; ++row) {
    source[row] = wave.filtered[first + row] + 1 - row * kPixelBytes;
    target[row] = wave.rows[first + row] - row * kPixelBytes;
  }
  std::array<std::int16_t, 16> begun_lanes{};  // 255 for rows whose first pixel was reached, else 0
  Lanes begun, a, b;
  const std::size_t end = wave.row_bytes + (kRows - 1) * kPixelBytes;
  for (std::size_t at = 0; at < end; at += kPixelBytes) {
    if (at < kRows * kPixelBytes) {
      std::fill_n(begun_lanes.begin() + at / kPixelBytes * sizeof(Group), sizeof(Group), std::int16_t{255});
      begun = {cv::v_load(begun_lanes.data()), cv::v_load(begun_lanes.data() + 8)};
    }
    const Lanes input = widen(gather(source, at));
    const Lanes c = b;
    const cv::v_int16x8 upper = load_lanes<Group>(above + at);
    if constexpr (sizeof(Group) == 4) {
      b = {cv::v_combine_low(upper, a.low), cv::v_extract<4>(a.low, a.high)};
    } else {
      b = {upper, a.low};
    }
    a.low = (input.low + predict(low_filters, a.low, b.low, c.low)) & begun.low;
    a.high = (input.high + predict(high_filters, a.high, b.high, c.high)) & begun.high;
    std::array<std::uint8_t, 16> output;
    cv::v_store(output.data(), cv::v_pack_u(a.low, a.high));
    for (std::size_t row = 0; row < kRows; ++row) {
      std::memcpy(target[row] + at, &output[row * sizeof(Group)], sizeof(Group));
    }
  }
}

template <int kPixelBytes>
[[gnu::always_inline]] inline void unfilter_wave(const PngWave& wave) noexcept {
  for (std::size_t row = 0; row < kPngWaveRows; row += Layout<kPixelBytes>::kRows) {
    unfilter_rows<kPixelBytes>(wave, row);
  }
}

template <int kPixelBytes>
void unfilter(const PngWave& wave) noexcept {
  unfilter_wave<kPixelBytes>(wave);
}

#ifdef __x86_64__
/// The same code with three-operand instructions: twice as fast.
template <int kPixelBytes>
[[gnu::target("avx2")]] void unfilter_avx2(const PngWave& wave) noexcept {
  unfilter_wave<kPixelBytes>(wave);
}
#endif

template <int kPixelBytes>
PngUnfilter select() noexcept {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) return unfilter_avx2<kPixelBytes>;
#endif
  return unfilter<kPixelBytes>;
}

}  // namespace

PngUnfilter select_png_unfilter(std::size_t pixel_bytes) noexcept {
  switch (pixel_bytes) {
    case 2:
      return select<2>();
    case 3:
      return select<3>();
    case 4:
      return select<4>();
    case 6:
      return select<6>();
    case 8:
      return select<8>();
    default:
      return select<1>();
  }
}

}  // namespace resizer::imaging
