#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Compiles a function for baseline x86-64 and for AVX2; the loader picks one. Not with sanitizers, which cannot run
// before the loader is done, nor on other processors.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(RESIZER_NO_CLONES)
#define RESIZER_FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#else
#define RESIZER_FOR_EACH_MACHINE
#endif

// Functions called by such a function must be inlined into it.
#define RESIZER_INLINE __attribute__((always_inline)) inline

/// Vectors of floats, as compiler vector types. Passed by reference, since the calling convention for values depends on
/// the target.
namespace resizer::imaging {

struct FourLanes {
  static constexpr std::size_t kCount = 4;
  using Floats = float __attribute__((vector_size(kCount * sizeof(float))));
  using Integers = std::int32_t __attribute__((vector_size(kCount * sizeof(std::int32_t))));
  using Halves = std::uint16_t __attribute__((vector_size(kCount * sizeof(std::int32_t))));
};

struct EightLanes {
  static constexpr std::size_t kCount = 8;
  using Floats = float __attribute__((vector_size(kCount * sizeof(float))));
  using Integers = std::int32_t __attribute__((vector_size(kCount * sizeof(std::int32_t))));
};

/// Converts through 32-bit integers element by element, which compilers turn into one widening load.
template <class Lanes, class Sample>
RESIZER_INLINE void load_lanes(const Sample* from, typename Lanes::Floats& floats) {
  typename Lanes::Integers integers;
  for (std::size_t lane = 0; lane < Lanes::kCount; ++lane) integers[lane] = from[lane];
  floats = __builtin_convertvector(integers, typename Lanes::Floats);
}

/// The low 16 bits of all lanes. Written as a shuffle because compilers scalarize conversions.
RESIZER_INLINE void pack_low_halves(const FourLanes::Integers& integers, std::uint16_t* four) {
  const auto halves = reinterpret_cast<FourLanes::Halves>(integers);
  constexpr int kLow = std::endian::native == std::endian::little ? 0 : 1;
  const auto low =
      __builtin_shufflevector(halves, halves, kLow, 2 + kLow, 4 + kLow, 6 + kLow, kLow, 2 + kLow, 4 + kLow, 6 + kLow);
  std::memcpy(four, &low, FourLanes::kCount * sizeof *four);
}

RESIZER_INLINE void pack_low_halves(const EightLanes::Integers& integers, std::uint16_t* eight) {
  std::array<FourLanes::Integers, 2> parts;
  std::memcpy(parts.data(), &integers, sizeof integers);
  pack_low_halves(parts[0], eight);
  pack_low_halves(parts[1], eight + FourLanes::kCount);
}

/// Transposes rows and columns: the stages swap elements one, two and four places off the diagonal.
RESIZER_INLINE void transpose(std::array<FourLanes::Floats, FourLanes::kCount>& rows) {
  std::array<FourLanes::Floats, FourLanes::kCount> pairs;
  for (const std::size_t row : {0, 2}) {
    pairs[row] = __builtin_shufflevector(rows[row], rows[row + 1], 0, 4, 2, 6);
    pairs[row + 1] = __builtin_shufflevector(rows[row], rows[row + 1], 1, 5, 3, 7);
  }
  for (const std::size_t row : {0, 1}) {
    rows[row] = __builtin_shufflevector(pairs[row], pairs[row + 2], 0, 1, 4, 5);
    rows[row + 2] = __builtin_shufflevector(pairs[row], pairs[row + 2], 2, 3, 6, 7);
  }
}

RESIZER_INLINE void transpose(std::array<EightLanes::Floats, EightLanes::kCount>& rows) {
  std::array<EightLanes::Floats, EightLanes::kCount> pairs;
  for (const std::size_t row : {0, 2, 4, 6}) {
    pairs[row] = __builtin_shufflevector(rows[row], rows[row + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    pairs[row + 1] = __builtin_shufflevector(rows[row], rows[row + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  std::array<EightLanes::Floats, EightLanes::kCount> fours;
  for (const std::size_t row : {0, 1, 4, 5}) {
    fours[row] = __builtin_shufflevector(pairs[row], pairs[row + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    fours[row + 2] = __builtin_shufflevector(pairs[row], pairs[row + 2], 2, 3, 10, 11, 6, 7, 14, 15);
  }
  for (const std::size_t row : {0, 1, 2, 3}) {
    rows[row] = __builtin_shufflevector(fours[row], fours[row + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    rows[row + 4] = __builtin_shufflevector(fours[row], fours[row + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

}  // namespace resizer::imaging
