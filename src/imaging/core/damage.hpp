#pragma once

#include <optional>
#include <string>

#include "model/job_report.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

/// The damage met in one image that decoding could go on after, and the judgement of it. What is found before
/// the judgement is known, while the header is read, waits for it.
class Damage {
 public:
  /// Judges what was found so far, and from now on at once.
  void judge_by(model::FailOn fail_on);
  /// Pixels or metadata are missing or wrong: throws util::Error unless FailOn::none. Lack of memory is never
  /// tolerated.
  void lost(const util::Error& error);
  /// The file breaks the rules of its format, but nothing is lost: throws util::Error with FailOn::warning.
  void odd(const util::Error& error);

  /// Adds the warnings of what was found and tolerated.
  void add_to(model::Warnings& warnings) const noexcept;
  bool is_tolerated() const noexcept { return fail_on_ == model::FailOn::none; }

 private:
  std::optional<model::FailOn> fail_on_;
  std::optional<util::Error> lost_;
  std::optional<util::Error> odd_;
};

}  // namespace resizer::imaging
