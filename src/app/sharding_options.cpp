#include "app/sharding_options.hpp"

#include <algorithm>
#include <string>

#include "options/table.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::app {
namespace {

using model::Command;
using options::Effect;
using options::OptionRow;

[[noreturn]] void throw_usage(const std::string& message) {
  throw util::Error(util::ErrorCode::usage, message);
}

/// The row of an argument such as "--width=800".
const OptionRow* row_of(const std::string& argument) {
  return options::find_row(argument.substr(0, argument.find('=')));
}

/// `allowed`: an option that may be given although the plan or the reports have such things.
void refuse_what_plans_have(const options::Draft& draft, std::string_view allowed) {
  for (const std::string& argument : draft.work) {
    const OptionRow* row = row_of(argument);
    if (row == nullptr || row->effect.get() == Effect::duration || row->name() == allowed) continue;
    throw_usage(std::string(row->name()) + " cannot be combined with --plan: it comes from the plan");
  }
}

bool is_one_count(const model::Workers& workers) {
  if (const auto* counts = std::get_if<std::vector<unsigned>>(&workers)) return counts->size() == 1;
  return std::holds_alternative<model::AutoWorkers>(workers);
}

void require_one_run(const model::Options& options) {
  const model::RunOptions& run = options.run;
  if (run.mode == model::Mode::sequential) throw_usage("--shard runs in parallel: leave out --mode sequential");
  const bool is_measured = model::fixed_runs(run.runs) != 1 || run.warmup > 0 || !is_one_count(run.jobs) ||
                           !run.baselines.empty() || run.against || run.fail_if_slower;
  if (is_measured) {
    throw_usage(
        "--shard does its images once: leave out what measures (--runs, --warmup, several --jobs, --compare, "
        "--against, --fail-if-slower)");
  }
  if (options.paths.dry_run || options.paths.prune) throw_usage("--shard has neither --dry-run nor --prune");
}

void check_shard(const options::Draft& draft) {
  const model::Options& options = draft.options;
  if (!options.sharding.plan) throw_usage("--shard needs --plan: write one with resizer plan");
  if (!options.sharding.shard) throw_usage("--plan needs --shard K/N here, or resizer merge before it");
  if (!options.paths.inputs.empty()) throw_usage("inputs cannot be combined with --plan: they come from the plan");
  refuse_what_plans_have(draft, {});
  require_one_run(options);
}

void check_plan_command(const model::Options& options) {
  if (!options.sharding.shards || !options.sharding.new_plan) {
    throw_usage(std::string(options.sharding.shards ? "--plan-file" : "--shards") +
                " is missing: resizer plan photos --out small --width 800 --shards 8 --plan-file plan.json (a folder "
                "named plan is given as ./plan)");
  }
  if (options.sharding.plan || options.sharding.shard)
    throw_usage("resizer plan writes a plan: leave out --plan and --shard");
  if (options.paths.output_dir == "-") throw_usage("resizer plan needs a folder as --out");
  if (options.paths.overwrite != model::Overwrite::always || options.paths.dry_run) {
    throw_usage("resizer plan changes no results and has neither --overwrite nor --dry-run; shards skip what is done");
  }
}

void check_merge(const options::Draft& draft) {
  const model::Options& options = draft.options;
  if (!options.sharding.plan || options.paths.inputs.empty()) {
    throw_usage(std::string(options.sharding.plan ? "the reports are" : "--plan is") +
                " missing: resizer merge --plan plan.json report-*.json (a folder named merge is given as ./merge)");
  }
  if (options.sharding.shard) throw_usage("resizer merge takes the reports of all shards: leave out --shard");
  refuse_what_plans_have(draft, "--in");
  const model::ReportFiles& files = options.output.report_files;
  if (files.csv || files.markdown || files.html || files.trace || files.manifest) {
    throw_usage("resizer merge writes its report as JSON only: --export-json or --json");
  }
}

}  // namespace

Command command_named(std::string_view argument) noexcept {
  if (argument == "plan") return Command::plan;
  return argument == "merge" ? Command::merge : Command::resize;
}

bool has_plan(const model::ShardingOptions& sharding) noexcept {
  return sharding.command == Command::merge ||
         (sharding.command == Command::resize && (sharding.plan || sharding.shard));
}

void check_sharding(const options::Draft& draft) {
  const model::ShardingOptions& sharding = draft.options.sharding;
  const bool has_new_plan = sharding.shards || sharding.new_plan;
  if (has_new_plan && sharding.command != Command::plan) {
    throw_usage("--shards and --plan-file belong to resizer plan, as in: resizer plan photos --out small ...");
  }
  if (draft.options.paths.watch && (sharding.command != Command::resize || has_plan(sharding))) {
    throw_usage("--watch: cannot be combined with a plan, which is of what is there now");
  }
  switch (sharding.command) {
    case Command::resize:
      if (has_plan(sharding)) check_shard(draft);
      return;
    case Command::plan:
      return check_plan_command(draft.options);
    case Command::merge:
      return check_merge(draft);
  }
}

std::vector<std::string> output_arguments(const options::Draft& draft) {
  std::vector<std::string> arguments;
  for (const std::string& argument : draft.work) {
    const OptionRow* row = row_of(argument);
    if (row != nullptr && options::changes_outputs(*row)) arguments.push_back(argument);
  }
  return arguments;
}

model::Options with_plan(const model::Options& given, const shards::PlanHead& plan) {
  options::Draft draft{.options = given};
  for (const std::string& argument : plan.arguments) {
    const OptionRow* row = row_of(argument);
    if (row == nullptr || !options::changes_outputs(*row)) {
      throw_usage(util::printable(argument) + " is no option that changes results");
    }
    const std::size_t equals = argument.find('=');
    const std::string text = equals == std::string::npos ? "" : argument.substr(equals + 1);
    options::apply(*row, draft, {row->name(), text});
  }
  model::Options& options = draft.options;
  options.resize.sizes = options::pair_sizes(draft.sizes);
  options::check_outputs(options.resize);
  options.paths.output_dir = plan.output_folder;
  options.paths.overwrite = model::Overwrite::changed;  // by the notes of earlier attempts
  options.run.mode = model::Mode::parallel;
  options.run.calibrate = false;
  // Shards on a common file system must not share one log.
  if (!options.output.log_file) options.output.log_level = model::LogLevel::off;
  return options;
}

}  // namespace resizer::app
