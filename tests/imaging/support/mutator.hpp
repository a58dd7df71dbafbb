#pragma once

#include <random>
#include <string>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging::testing_support {

/// Damages files at random, in the same way each time for the same seed.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  /// `file` with one to four changes: flipped bits, a wild number in the place of a length, a cut end, a piece taken
  /// out, repeated, or replaced by one of `other`.
  Bytes mutate(const Bytes& file, const Bytes& other);

 private:
  std::size_t below(std::size_t end);
  void flip_bits(Bytes& file);
  void set_number(Bytes& file);
  void cut_end(Bytes& file);
  void take_out(Bytes& file);
  void repeat(Bytes& file);
  void splice(Bytes& file, const Bytes& other);

  std::mt19937_64 random_;
};

}  // namespace resizer::imaging::testing_support
