#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <streambuf>
#include <string>

#include "report/json/place.hpp"

namespace resizer::report {

/// An input iterator over the bytes of a stream. Limits their number, and the length of any string or number, which the
/// parser holds in memory.
class ReportBytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  ReportBytes() = default;  ///< The end.
  explicit ReportBytes(std::streambuf& source) : source_(&source) { take(source_->sgetc()); }

  char operator*() const { return byte_; }
  ReportBytes& operator++() {
    take(source_->snextc());
    return *this;
  }
  bool operator==(const ReportBytes& other) const { return source_ == other.source_; }

 private:
  static constexpr std::uint64_t kMostReportBytes = 4'000'000'000;
  static constexpr std::size_t kMostBetweenQuotes = 64'000'000;

  void take(int next) {
    if (next == std::char_traits<char>::eof()) {
      source_ = nullptr;
      return;
    }
    byte_ = std::char_traits<char>::to_char_type(next);
    since_quote_ = byte_ == '"' ? 0 : since_quote_ + 1;
    if (since_quote_ > kMostBetweenQuotes) refuse("it has a longer string than any report");
    if (++total_ > kMostReportBytes) refuse("it has more than " + std::to_string(kMostReportBytes) + " bytes");
  }

  std::streambuf* source_ = nullptr;
  char byte_ = 0;
  std::size_t since_quote_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace resizer::report
