#include "app/plan_text.hpp"

#include "util/printable.hpp"

namespace resizer::app {
namespace {

std::string outputs_text(const model::Job& job) {
  std::string text;
  for (const std::filesystem::path& output : job.outputs) {
    text += (text.empty() ? "" : ", ") + util::printable(output.native());
  }
  return text;
}

}  // namespace

std::string plan_text(const planning::Plan& plan) {
  std::string text;
  for (const model::Job& job : plan.jobs) {
    text += util::printable(job.input.native()) + " -> " + outputs_text(job) + '\n';
  }
  for (const model::Job& job : plan.skipped) {
    text += util::printable(job.input.native()) + ": skipped, " + outputs_text(job) +
            (job.outputs.size() == 1 ? " exists\n" : " exist\n");
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
  return text;
}

}  // namespace resizer::app
