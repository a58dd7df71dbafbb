#include "util/hash.hpp"

#include <xxhash.h>

#include <new>

namespace resizer::util {

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) noexcept {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Hash::Hash() : state_(XXH3_createState()) {
  if (!state_ || XXH3_64bits_reset(state_.get()) == XXH_ERROR) throw std::bad_alloc();
}

void Hash::FreeState::operator()(XXH3_state_s* state) const noexcept {
  XXH3_freeState(state);
}

void Hash::add(std::string_view bytes) noexcept {
  XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
}

std::uint64_t Hash::value() const noexcept {
  return XXH3_64bits_digest(state_.get());
}

}  // namespace resizer::util
