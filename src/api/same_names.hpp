#pragma once

namespace resizer::api {

/// The public enums repeat those of the model, so that public headers need no others; their enumerators have the same
/// values. Beside each use all of them are held against each other at compile time.
template <class To, class From>
constexpr To same_name(From value) noexcept {
  return static_cast<To>(value);
}

template <class A, class B>
constexpr bool are_same(A a, B b) noexcept {
  return static_cast<int>(a) == static_cast<int>(b);
}

}  // namespace resizer::api
