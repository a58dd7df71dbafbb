#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/report_model.hpp"

namespace resizer::analysis {

/// One image over all runs.
struct ImageSummary {
  enum class Result : std::uint8_t {
    done,         ///< In every run.
    failed,       ///< In some run.
    interrupted,  ///< Some run did not reach it, and it failed in none.
  };
  std::size_t job = 0;
  Result result = Result::done;
  /// What the last run that did it says; none if no run did. It belongs to the report model.
  const model::JobReport* report = nullptr;
  /// For each mode, the median time of the rounds that did it.
  std::vector<std::optional<double>> time_s;
};

ImageSummary summarize_image(const ReportModel& report, std::size_t job);

/// The images to list one by one, in their order: all of them, or, if there are more than `most`, first those that
/// failed, then those that took longest.
std::vector<std::size_t> images_to_list(const ReportModel& report, std::size_t most);

}  // namespace resizer::analysis
