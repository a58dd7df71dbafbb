#pragma once

#include <atomic>
#include <cstdint>

#include "util/futex.hpp"

namespace resizer::exec {

/// What one worker and the parent exchange in shared memory besides job slots. Workers can write any of it.
struct MailboxWords {
  std::uint64_t wanted_bytes;  ///< Worker: the memory it requests.
  std::uint32_t job;           ///< Worker: the job it took last.
  std::uint32_t grants;        ///< Parent: how many requests it has granted; the worker sleeps on it.
};

/// Access to the words of one worker.
class WorkerMailbox {
 public:
  explicit WorkerMailbox(MailboxWords& words) noexcept : words_(&words) {}

  void take(std::uint32_t job) const noexcept { at(words_->job).store(job, std::memory_order_relaxed); }
  std::uint32_t job() const noexcept { return at(words_->job).load(std::memory_order_relaxed); }

  /// Worker: stores the request and returns the argument of wait_for_grant(). A message must tell the parent.
  std::uint32_t request(std::uint64_t bytes) const noexcept {
    at(words_->wanted_bytes).store(bytes, std::memory_order_relaxed);
    return at(words_->grants).load(std::memory_order_acquire);
  }
  void wait_for_grant(std::uint32_t grants_before) const noexcept {
    while (at(words_->grants).load(std::memory_order_acquire) == grants_before) {
      util::futex_wait(words_->grants, grants_before);
    }
  }
  std::uint64_t wanted_bytes() const noexcept { return at(words_->wanted_bytes).load(std::memory_order_relaxed); }
  void grant() const noexcept {
    at(words_->grants).fetch_add(1, std::memory_order_release);
    util::futex_wake(words_->grants);
  }

 private:
  template <class Word>
  static std::atomic_ref<Word> at(Word& word) noexcept {
    static_assert(std::atomic_ref<Word>::is_always_lock_free);
    return std::atomic_ref<Word>(word);
  }
  MailboxWords* words_;
};

}  // namespace resizer::exec
