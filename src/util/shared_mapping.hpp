#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace resizer::util {

/// Zeroed anonymous memory (mmap, MAP_SHARED|MAP_ANONYMOUS) shared with children forked later. Move-only; pages take
/// memory only once they are touched.
class SharedPages {
 public:
  SharedPages() = default;
  /// Throws util::Error(out_of_memory or system).
  explicit SharedPages(std::size_t bytes);
  SharedPages(SharedPages&& other) noexcept
      : address_(std::exchange(other.address_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  SharedPages& operator=(SharedPages&& other) noexcept {
    std::swap(address_, other.address_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  SharedPages(const SharedPages&) = delete;
  SharedPages& operator=(const SharedPages&) = delete;
  ~SharedPages();

  void* address() const noexcept { return address_; }

 private:
  void* address_ = nullptr;
  std::size_t bytes_ = 0;
};

/// `count` values of T in shared memory, initially all zero bytes, which must be a valid T. T holds no pointers or
/// resources; use std::atomic_ref for concurrent access.
template <class T>
class SharedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit SharedArray(std::size_t count) : pages_(count * sizeof(T)), count_(count) {}

  std::span<T> values() const noexcept { return {static_cast<T*>(pages_.address()), count_}; }
  T& operator[](std::size_t index) const noexcept { return values()[index]; }
  std::size_t size() const noexcept { return count_; }

 private:
  SharedPages pages_;
  std::size_t count_;
};

}  // namespace resizer::util
