#pragma once

#include <cstdint>

/// Waiting on a word of memory that processes share (futex(2)).
namespace resizer::util {

/// Sleeps until futex_wake() is called on `word`, unless the word is not `expected` any more. May return early: check
/// again.
void futex_wait(const std::uint32_t& word, std::uint32_t expected) noexcept;

/// Wakes everybody who sleeps on `word`.
void futex_wake(std::uint32_t& word) noexcept;

}  // namespace resizer::util
