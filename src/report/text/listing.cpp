#include "report/text/listing.hpp"

#include <array>
#include <cstdio>

namespace resizer::report {

std::string listing(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string rounded_number(double number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", number);
  std::string digits = text.data();
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

std::string in_rounds(const std::vector<std::size_t>& rounds, std::size_t all) {
  constexpr std::size_t kNamedRounds = 4;
  if (all <= 1) return {};
  if (rounds.size() >= all) return " in every round";
  if (rounds.size() > kNamedRounds) {
    return " in " + std::to_string(rounds.size()) + " of " + std::to_string(all) + " rounds";
  }
  std::vector<std::string> numbers;
  for (const std::size_t round : rounds) numbers.push_back(std::to_string(round + 1));
  return (rounds.size() == 1 ? " in round " : " in rounds ") + listing(numbers);
}

}  // namespace resizer::report
