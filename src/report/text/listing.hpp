#pragma once

#include <string>
#include <vector>

/// Lists and numbers in a sentence.
namespace resizer::report {

/// "2", "2 and 3", "2, 3 and 5".
std::string listing(const std::vector<std::string>& items);

/// "2", "1.5", "0.25": at most two decimals.
std::string rounded_number(double number);

/// " in round 2", " in rounds 2 and 3", " in every round" or " in 7 of 10 rounds" for these rounds, counted from 0, out
/// of so many; nothing if there is just one.
std::string in_rounds(const std::vector<std::size_t>& rounds, std::size_t all);

}  // namespace resizer::report
