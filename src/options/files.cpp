#include "options/fields.hpp"
#include "options/groups.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Paths = model::PathOptions;

std::filesystem::path parse_path_or_stream(const Argument& argument) {
  return argument.text == "-" ? "-" : parse_path(argument);
}

std::string parse_text(const Argument& argument) {
  return std::string(argument.text);
}

/// Patterns and templates are bytes, stored in JSON like paths.
template <auto Field>
JsonForm patterns(std::string_view key) {
  return JsonMember{key, [](const Options& options) {
                      const auto& patterns = options.paths.*Field;
                      return plain(std::vector<std::filesystem::path>(patterns.begin(), patterns.end()));
                    }};
}

JsonForm name_template() {
  return JsonMember{"name_template", [](const Options& options) {
                      const auto& name = options.paths.name_template;
                      return name ? plain(std::filesystem::path(*name)) : PlainValue{};
                    }};
}

std::vector<OptionRow> places() {
  return {
      {.names = "-i,--in",
       .takes = Takes::many_values,
       .value_name = "PATH",
       .help = "Folders, files or patterns to resize",
       .details = "They can also be given as plain arguments. Files named like images are taken from folders. - is an "
                  "image from standard input, for --out -.",
       .values = FileName{},
       .is_common = true,
       .called_elsewhere = {"--input", "--inputs", "--source", "--src", "--from"},
       .effect = Effect::files,
       .json = member<&Options::paths, &Paths::inputs>("inputs"),
       .apply = add_parsed<&Options::paths, &Paths::inputs>(parse_path_or_stream)},
      {.names = "-o,--out",
       .takes = Takes::one_value,
       .value_name = "DIR",
       .help = "Write results to DIR",
       .details = "It is created if needed. - writes one image to standard output.",
       .values = FolderName{},
       .is_common = true,
       .called_elsewhere = {"--output", "--output-dir", "--outdir", "--dest", "--destination", "--target", "--to"},
       .effect = Effect::files,
       .json = member<&Options::paths, &Paths::output_dir>("output_dir"),
       .apply = set_parsed<&Options::paths, &Paths::output_dir>(parse_path_or_stream)},
      {.names = "-r,--recursive",
       .takes = Takes::nothing,
       .help = "Search subfolders too",
       .details = "Results keep their folders.",
       .is_common = true,
       .called_elsewhere = {"--subfolders", "--subdirs", "--recurse"},
       .effect = Effect::files,
       .json = member<&Options::paths, &Paths::recursive>("recursive"),
       .apply = set_to<&Options::paths, &Paths::recursive>(true)},
      {.names = "--follow",
       .takes = Takes::nothing,
       .help = "Follow symbolic links to folders",
       .called_elsewhere = {"--dereference"},
       .effect = Effect::files,
       .json = member<&Options::paths, &Paths::follow>("follow"),
       .apply = set_to<&Options::paths, &Paths::follow>(true)}};
}

std::vector<OptionRow> selection() {
  return {{.names = "--include",
           .takes = Takes::many_values,
           .value_name = "GLOB",
           .help = "Only take files matching GLOB",
           .details = "This applies to files found in folders. Uppercase and lowercase letters differ.",
           .is_common = true,
           .called_elsewhere = {"--glob", "--pattern", "--only", "--filter-name"},
           .effect = Effect::files,
           .json = patterns<&Paths::include>("include"),
           .apply = add_parsed<&Options::paths, &Paths::include>(parse_text)},
          {.names = "--exclude",
           .takes = Takes::many_values,
           .value_name = "GLOB",
           .help = "Exclude paths matching GLOB",
           .details = "This applies to files and subfolders found in folders.",
           .is_common = true,
           .called_elsewhere = {"--ignore"},
           .effect = Effect::files,
           .json = patterns<&Paths::exclude>("exclude"),
           .apply = add_parsed<&Options::paths, &Paths::exclude>(parse_text)},
          {.names = "--files-from",
           .takes = Takes::one_value,
           .value_name = "FILE|-",
           .help = "Read more inputs from FILE, one per line",
           .details = "With -, they are read from standard input. Results of relative paths keep their folders.",
           .values = FileName{},
           .called_elsewhere = {"--list", "--file-list"},
           .effect = Effect::files,
           .json = member<&Options::paths, &Paths::files_from>("files_from"),
           .apply = set_parsed<&Options::paths, &Paths::files_from>(parse_path_or_stream)},
          {.names = "-0,--null",
           .takes = Takes::nothing,
           .help = "Names in --files-from end in NUL, as from find -print0",
           .effect = Effect::files,
           .json = NotInJson("how the list was read; the report has the files"),
           .apply = set_to<&Options::paths, &Paths::list_separator>('\0')},
          {.names = "--only-failed",
           .takes = Takes::one_value,
           .value_name = "FILE",
           .help = "Only take inputs that failed by an earlier report in JSON",
           .details = "Give the inputs of that run again: of these, only those that failed or were not done are taken.",
           .values = FileName{},
           .called_elsewhere = {"--retry-failed", "--failed", "--resume"},
           .effect = Effect::files,
           .json = member<&Options::paths, &Paths::only_failed>("only_failed"),
           .apply = set_parsed<&Options::paths, &Paths::only_failed>(parse_path)}};
}

std::vector<OptionRow> results() {
  return {{.names = "--overwrite",
           .takes = Takes::one_value,
           .value_name = "WHEN",
           .help = "Replace existing results always, or only some",
           .details = "never keeps all of them. newer replaces results that are older than their input. changed keeps "
                      "those that would be the same again: it notes in DIR/.resizer-journal what each was made from.",
           .default_value = "always",
           .values = choices_of<model::Overwrite>(),
           .is_common = true,
           .called_elsewhere = {"--force", "-f", "--skip-existing", "--no-clobber", "--update", "-y"},
           .effect = Effect::writing,
           .json = member<&Options::paths, &Paths::overwrite>("overwrite"),
           .apply = set_named<&Options::paths, &Paths::overwrite>()},
          {.names = "--verify-content",
           .takes = Takes::nothing,
           .help = "With --overwrite changed, compare contents, not dates",
           .details = "Every input, and every result that is there, is read. An input that was moved, or only has "
                      "another date, is not done again.",
           .called_elsewhere = {"--checksum", "--hash"},
           .effect = Effect::writing,
           .json = member<&Options::paths, &Paths::verify_content>("verify_content"),
           .apply = set_to<&Options::paths, &Paths::verify_content>(true)},
          {.names = "--prune",
           .takes = Takes::nothing,
           .help = "With --overwrite changed, remove results of deleted inputs",
           .details = "Only results that this program made, that nobody changed since, and whose inputs were in the "
                      "folders given. With --dry-run they are listed.",
           .called_elsewhere = {"--delete", "--clean", "--mirror"},
           .effect = Effect::none,
           .json = member<&Options::paths, &Paths::prune>("prune"),
           .apply = set_to<&Options::paths, &Paths::prune>(true)},
          {.names = "--keep-dates",
           .takes = Takes::nothing,
           .help = "Preserve modification times",
           .called_elsewhere = {"--preserve-dates", "--preserve-times", "--preserve"},
           .effect = Effect::outputs,
           .json = member<&Options::paths, &Paths::keep_dates>("keep_dates"),
           .apply = set_to<&Options::paths, &Paths::keep_dates>(true)},
          {.names = "-n,--dry-run",
           .takes = Takes::nothing,
           .help = "Show what would be done without doing it",
           .details = "This includes estimates of the time, the memory and the disk space needed. A few images are "
                      "tried for them, for at most about two seconds.",
           .is_common = true,
           .called_elsewhere = {"--simulate", "--dryrun", "--pretend"},
           .effect = Effect::none,
           .json = NotInJson("a dry run has no report"),
           .apply = set_to<&Options::paths, &Paths::dry_run>(true)},
          {.names = "--watch",
           .takes = Takes::nothing,
           .help = "Then wait for new and changed images, until Ctrl-C",
           .details = "Inputs are folders. This implies --overwrite changed and --mode parallel; nothing is measured.",
           .called_elsewhere = {"--monitor", "--daemon"},
           .effect = Effect::none,
           .json = NotInJson("watching has no report"),
           .apply = set_to<&Options::paths, &Paths::watch>(true)},
          {.names = "--ignore-disk-space",
           .takes = Takes::nothing,
           .help = "Start even if the disk is likely to get full",
           .details = "Otherwise a run is refused that by estimate needs more than there is.",
           .effect = Effect::none,
           .json = NotInJson("the run started"),
           .apply = set_to<&Options::paths, &Paths::ignore_disk_space>(true)},
          {.names = "--name",
           .takes = Takes::one_value,
           .value_name = "TEMPLATE",
           .help = "Name results by a template, as {stem}-{width}.{ext}",
           .details = "Fields are {stem}, {width}, {height}, {long-edge} and {percent} as they were asked for, and "
                      "{ext}, which comes last. By default, results keep the names of their inputs, with "
                      "-{width} or the like added if there are several sizes. Of inputs that differ in their extension "
                      "only, the second keeps it in {stem}: a.heic next to a.jpg becomes a.heic.jpg.",
           .is_common = true,
           .called_elsewhere = {"--suffix", "--prefix", "--rename", "--template", "--output-name"},
           .effect = Effect::writing,
           .json = name_template(),
           .apply = set_parsed<&Options::paths, &Paths::name_template>(parse_text)}};
}

}  // namespace

OptionGroup file_options() {
  OptionGroup group{.heading = "Input and output", .rows = places()};
  std::ranges::move(selection(), std::back_inserter(group.rows));
  std::ranges::move(results(), std::back_inserter(group.rows));
  return group;
}

}  // namespace resizer::options
