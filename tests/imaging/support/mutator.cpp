#include "imaging/support/mutator.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging::testing_support {
namespace {

std::ptrdiff_t distance(std::size_t bytes) {
  return static_cast<std::ptrdiff_t>(bytes);
}

}  // namespace

Bytes Mutator::mutate(const Bytes& file, const Bytes& other) {
  Bytes mutated = file;
  for (std::size_t change = below(4) + 1; change > 0; --change) {
    if (mutated.empty()) return mutated;
    switch (below(7)) {
      case 0:
        cut_end(mutated);
        break;
      case 1:
        take_out(mutated);
        break;
      case 2:
        repeat(mutated);
        break;
      case 3:
        splice(mutated, other);
        break;
      case 4:
      case 5:
        set_number(mutated);
        break;
      default:
        flip_bits(mutated);
    }
  }
  return mutated;
}

/// std::uniform_int_distribution may differ from one library to the next.
std::size_t Mutator::below(std::size_t end) {
  return static_cast<std::size_t>(random_() % end);
}

void Mutator::flip_bits(Bytes& file) {
  for (std::size_t flip = below(8) + 1; flip > 0; --flip) {
    file[below(file.size())] ^= static_cast<std::uint8_t>(1U << below(8));
  }
}

/// Lengths, counts and offsets stand near the front more often than anywhere else.
void Mutator::set_number(Bytes& file) {
  constexpr std::array<std::uint32_t, 8> kNumbers{0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000};
  const std::uint32_t number = kNumbers[below(kNumbers.size())];
  const std::size_t width = std::array<std::size_t, 2>{2, 4}[below(2)];
  const std::size_t reach = below(2) == 0 ? std::min<std::size_t>(file.size(), 64) : file.size();
  const std::size_t at = below(reach);
  const bool big_endian = below(2) == 0;
  for (std::size_t byte = 0; byte < width && at + byte < file.size(); ++byte) {
    const std::size_t shift = 8 * (big_endian ? width - 1 - byte : byte);
    file[at + byte] = static_cast<std::uint8_t>(number >> shift);
  }
}

void Mutator::cut_end(Bytes& file) {
  file.resize(below(file.size()));
}

void Mutator::take_out(Bytes& file) {
  const std::size_t at = below(file.size());
  const std::size_t count = std::min(file.size() - at, below(64) + 1);
  file.erase(file.begin() + distance(at), file.begin() + distance(at + count));
}

void Mutator::repeat(Bytes& file) {
  const std::size_t at = below(file.size());
  const Bytes piece(file.begin() + distance(at),
                    file.begin() + distance(at + std::min(file.size() - at, below(256) + 1)));
  file.insert(file.begin() + distance(below(file.size())), piece.begin(), piece.end());
}

void Mutator::splice(Bytes& file, const Bytes& other) {
  if (other.empty()) return;
  const std::size_t from = below(other.size());
  const std::size_t count = std::min(other.size() - from, below(256) + 1);
  const std::size_t at = below(file.size());
  file.resize(std::max(file.size(), at + count));
  std::copy_n(other.begin() + distance(from), count, file.begin() + distance(at));
}

}  // namespace resizer::imaging::testing_support
