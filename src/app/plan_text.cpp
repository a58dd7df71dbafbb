#include "app/plan_text.hpp"

#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::app {
namespace {

std::string outputs_text(const model::Job& job) {
  std::string text;
  for (const std::filesystem::path& output : job.outputs) {
    text += (text.empty() ? "" : ", ") + util::printable(output.native());
  }
  return text;
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

/// "2 images to do", with the number of their outputs if that is another.
std::string to_do_text(const std::vector<model::Job>& jobs) {
  std::size_t outputs = 0;
  for (const model::Job& job : jobs) outputs += job.outputs.size();
  return counted(jobs.size(), "image") + " to do" +
         (outputs == jobs.size() ? "" : " (" + counted(outputs, "output") + ')');
}

/// Why outputs are kept, as a predicate.
std::string kept_text(model::Overwrite overwrite, std::size_t outputs) {
  if (overwrite == model::Overwrite::changed) return outputs == 1 ? " is up to date" : " are up to date";
  return outputs == 1 ? " exists" : " exist";
}

/// "takes about 8.1 s in sequence, 4.1 s with 2 workers, and 90 MB of memory, by estimate from 12 images"
std::string forecast_text(const Forecast& forecast, model::Mode mode) {
  const bool is_pool = mode != model::Mode::sequential;
  std::string text = "takes about ";
  if (mode != model::Mode::parallel) text += util::format_duration(forecast.sequential) + " in sequence, ";
  if (is_pool) {
    text += util::format_duration(forecast.parallel) + " with " + counted(forecast.workers, "worker") + ", ";
  }
  const std::uint64_t memory_bytes = forecast.worker_bytes * (is_pool ? forecast.workers : 1);
  return text + "and " + util::format_bytes(memory_bytes) + " of memory, by estimate from " +
         counted(forecast.tried, "image");
}

}  // namespace

std::string plan_text(const planning::Plan& plan, const PlanFacts& facts) {
  std::string text;
  for (const model::Job& job : plan.jobs) {
    text += util::printable(job.input.native()) + " -> " + outputs_text(job) + '\n';
  }
  for (const model::Job& job : plan.skipped) {
    text += util::printable(job.input.native()) + ": skipped, " + outputs_text(job) +
            kept_text(facts.overwrite, job.outputs.size()) + '\n';
  }
  for (const std::filesystem::path& orphan : facts.orphans) {
    text += util::printable(orphan.native()) + ": would be removed, its input is gone\n";
  }
  for (const model::Renamed& renamed : plan.renamed) {
    text += util::printable(renamed.output.native()) + ": named with the extension of its input, because " +
            util::printable(renamed.taken_by.native()) + " has the plain name\n";
  }
  for (const auto& [format, count] : plan.passed_over.unsupported) {
    text += "not supported yet: " + format + ": " + std::to_string(count) + '\n';
  }
  for (const auto& [kind, count] : plan.passed_over.system) {
    text += "ignored: " + kind + ": " + std::to_string(count) + '\n';
  }
  text += to_do_text(plan.jobs);
  if (!plan.skipped.empty()) {
    text += ", " + std::to_string(plan.skipped.size()) +
            (facts.overwrite == model::Overwrite::changed ? " up to date" : " with existing outputs");
  }
  text += '\n';
  if (facts.forecast) text += forecast_text(*facts.forecast, facts.mode) + '\n';
  for (const planning::DiskNeed& need : facts.needs) {
    text += "needs about " + util::format_bytes(need.needed_bytes) + " by estimate; " +
            util::format_bytes(need.free_bytes) + " are free in " + util::printable(need.folder.native()) + '\n';
  }
  return text;
}

}  // namespace resizer::app
