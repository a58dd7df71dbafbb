#include "options/nearest.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "options/table.hpp"

namespace resizer::options {
namespace {

constexpr std::size_t kLongestWord = 40;

/// A name and its option.
struct Candidate {
  std::string_view name;
  const OptionRow* row;
};

std::vector<Candidate> candidates() {
  std::vector<Candidate> all;
  for (const OptionRow* row : all_rows()) {
    for (const std::string_view name : row->all_names()) all.push_back({name, row});
  }
  for (const OptionRow* row : all_rows()) {
    for (const std::string_view name : row->called_elsewhere) all.push_back({name, row});
  }
  return all;
}

std::string_view without_dashes(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  return name;
}

std::string words_of(std::string_view name) {
  std::string words = lowercase(without_dashes(name));
  std::ranges::replace(words, '_', '-');
  return words;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Optimal string alignment: rows of the matrix for the last two letters of `a`.
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string_view> nearest_word(std::string_view text, std::span<const std::string_view> words) {
  constexpr std::size_t kLettersOfAStart = 3;
  if (text.size() > kLongestWord) return std::nullopt;
  std::optional<std::string_view> nearest;
  std::size_t least = std::max<std::size_t>(text.size() / 3, 1) + 1;
  for (const std::string_view word : words) {
    const bool begins_it = text.size() >= kLettersOfAStart && word.starts_with(text);
    const std::size_t distance = begins_it ? 1 : edit_distance(text, word);
    if (distance >= least || distance >= word.size()) continue;
    least = distance;
    nearest = word;
  }
  return nearest;
}

std::optional<std::string_view> nearest_option(std::string_view typed) {
  const std::string_view name = typed.substr(0, typed.find('='));
  const std::vector<Candidate> all = candidates();
  const auto same = std::ranges::find(all, name, &Candidate::name);
  if (same != all.end()) return same->row->name();
  const std::string text = words_of(name);
  std::vector<std::string> spellings;
  spellings.reserve(all.size());
  for (const Candidate& candidate : all) spellings.push_back(words_of(candidate.name));
  const std::vector<std::string_view> words(spellings.begin(), spellings.end());
  const auto nearest = nearest_word(text, words);
  if (!nearest || text.empty()) return std::nullopt;
  const auto place = std::ranges::find(words, *nearest) - words.begin();
  return all[static_cast<std::size_t>(place)].row->name();
}

}  // namespace resizer::options
