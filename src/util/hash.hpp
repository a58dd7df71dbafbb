#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

struct XXH3_state_s;  // of libxxhash

/// XXH3 (64 bits): fast, with equal values for different bytes in 1 of 2^64 cases, but no protection against somebody
/// who looks for them.
namespace resizer::util {

/// Another seed gives another hash.
std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0) noexcept;

/// The hash of bytes that come in parts.
class Hash {
 public:
  Hash();  ///< Throws std::bad_alloc.
  void add(std::string_view bytes) noexcept;
  std::uint64_t value() const noexcept;

 private:
  struct FreeState {
    void operator()(XXH3_state_s* state) const noexcept;
  };
  std::unique_ptr<XXH3_state_s, FreeState> state_;
};

}  // namespace resizer::util
