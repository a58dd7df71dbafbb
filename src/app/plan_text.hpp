#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "app/forecast.hpp"
#include "planning/disk_space.hpp"
#include "planning/plan.hpp"

namespace resizer::app {

/// What is known of a planned run beside its plan.
struct PlanFacts {
  model::Overwrite overwrite = model::Overwrite::always;
  std::span<const std::filesystem::path> orphans;  ///< Outputs that it would remove.
  std::span<const planning::DiskNeed> needs;
  model::Mode mode = model::Mode::compare;
  std::optional<Forecast> forecast{};
};

/// What a run would do, one line per image: "INPUT -> OUTPUT", or "INPUT: skipped, OUTPUT exists"; then outputs that it
/// would remove, outputs with longer names, and ignored files; then how much it is, and the time, the memory and
/// the disk space that it needs.
std::string plan_text(const planning::Plan& plan, const PlanFacts& facts);

}  // namespace resizer::app
