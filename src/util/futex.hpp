#pragma once

#include <cstdint>

/// Waiting on a word in shared memory (futex(2)).
namespace resizer::util {

/// Sleeps until futex_wake() is called on `word`, unless it no longer equals `expected`. May wake spuriously.
void futex_wait(const std::uint32_t& word, std::uint32_t expected) noexcept;

/// Wakes all waiters on `word`.
void futex_wake(std::uint32_t& word) noexcept;

}  // namespace resizer::util
