#pragma once

#include <optional>
#include <string>

#include "model/job_report.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

/// Collects the damage in one image that does not stop decoding, and decides by FailOn whether it is an error. Damage
/// found before the option is known, while the header is read, is decided later.
class Damage {
 public:
  /// Sets the option: decides on the damage found so far, and on further damage at once.
  void judge_by(model::FailOn fail_on);
  /// Pixels or metadata are missing or wrong: throws util::Error unless FailOn::none. Out of memory is never tolerated.
  void lost(const util::Error& error);
  /// The file violates its format, but nothing is lost: throws util::Error with FailOn::warning.
  void odd(const util::Error& error);

  /// Adds warnings for tolerated damage.
  void add_to(model::Warnings& warnings) const noexcept;
  bool is_tolerated() const noexcept { return fail_on_ == model::FailOn::none; }

 private:
  std::optional<model::FailOn> fail_on_;
  std::optional<util::Error> lost_;
  std::optional<util::Error> odd_;
};

}  // namespace resizer::imaging
