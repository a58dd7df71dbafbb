#include "app/dry_run.hpp"

#include <vector>

#include "app/exit_code.hpp"
#include "app/forecast.hpp"
#include "app/plan_text.hpp"
#include "app/standard_streams.hpp"
#include "planning/disk_space.hpp"
#include "util/printable.hpp"

namespace resizer::app {

int dry_run(const model::Options& options, const planning::Plan& plan, const rerun::Reruns& reruns,
            const model::SandboxLayers& sandbox) {
  const std::vector<std::filesystem::path> orphans = reruns.orphans();
  const std::vector<planning::DiskNeed> needs = planning::estimate_disk_space(plan, options.resize);
  write_out(plan_text(plan, {.overwrite = options.paths.overwrite,
                             .orphans = orphans,
                             .needs = needs,
                             .mode = options.run.mode,
                             .forecast = forecast(options, plan.jobs, sandbox)}));
  flush_out();
  for (const model::Unusable& entry : plan.unusable) {
    complain(util::printable(entry.path.native()) + ": " + util::printable(entry.reason));
  }
  return exit_code(plan);
}

}  // namespace resizer::app
