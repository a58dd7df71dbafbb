#include "app/option_list.hpp"

namespace resizer::app {

namespace {

std::filesystem::path parse_list_source(const Argument& argument) {
  return argument.text == "-" ? "-" : parse_path(argument);
}

CommandLineOption patterns(const std::string& name, std::vector<std::string>& target, const std::string& help) {
  return {name, CommandLineOption::Takes::many_values, "GLOB", help,
          [&target](const Argument& argument) { target.emplace_back(argument.text); }};
}

std::string parse_name_template(const Argument& argument) {
  return std::string(argument.text);
}

}  // namespace

OptionGroup file_options(model::PathOptions& paths) {
  OptionGroup group{.heading = "Input and output", .options = {}};
  group.options.push_back({"-i,--in", CommandLineOption::Takes::many_values, "PATH",
                           "Folders and files to resize. Of a folder, files\nnamed like images are taken",
                           [&paths](const Argument& argument) { paths.inputs.push_back(parse_path(argument)); }});
  group.add_value("-o,--out", "DIR", paths.output_dir, parse_path,
                  "Folder for the results; made if needed. Files of\nthe same name are replaced");
  group.add_flag("-r,--recursive", paths.recursive, true, "Search subfolders too; their tree is kept");
  group.add_flag("--follow", paths.follow, true, "Search folders that links lead to as well");
  group.options.push_back(patterns("--include", paths.include, "Take only files of such a name from folders"));
  group.options.push_back(patterns("--exclude", paths.exclude, "Take no file or subfolder of such a name"));
  group.add_value("--files-from", "FILE|-", paths.files_from, parse_list_source,
                  "Take the files listed there as well, one on a\nline; relative ones keep their folders");
  group.add_flag("-0,--null", paths.list_separator, '\0', "That list ends names in NUL, as find -print0 does");
  group.add_value("--overwrite", choices<model::Overwrite>(), paths.overwrite, parse_name<model::Overwrite>,
                  "Replace outputs that exist always (default),\nnever, or where the input is newer");
  group.add_flag("--keep-dates", paths.keep_dates, true, "Give outputs the date of their input");
  group.add_flag("-n,--dry-run", paths.dry_run, true, "Tell what would be done, and do nothing");
  group.add_value("--name", "TEMPLATE", paths.name_template, parse_name_template,
                  "How to name results: {stem}, {width}, {height},\n{long-edge}, {percent} as asked for; .{ext} last\n"
                  "(default: as the input; of several sizes\n{stem}-{width}.{ext} and the like). Of inputs that\n"
                  "differ in their extension only, the second keeps\nit in {stem}: a.heic beside a.jpg: a.heic.jpg");
  return group;
}

}  // namespace resizer::app
