#pragma once

namespace resizer::api {

/// The public enums repeat those of the model, so that public headers include no others. Their enumerators have the
/// same values, which is checked at compile time beside each use.
template <class To, class From>
constexpr To same_name(From value) noexcept {
  return static_cast<To>(value);
}

template <class A, class B>
constexpr bool are_same(A a, B b) noexcept {
  return static_cast<int>(a) == static_cast<int>(b);
}

}  // namespace resizer::api
