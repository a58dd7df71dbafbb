#include "app/option_list.hpp"

namespace resizer::app {

OptionGroup file_options(model::PathOptions& paths) {
  OptionGroup group{.heading = "Input and output", .options = {}};
  group.options.push_back({"-i,--in", CommandLineOption::Takes::many_values, "PATH",
                           "Folders and files to resize. Of a folder, files\nnamed like images are taken",
                           [&paths](const Argument& argument) { paths.inputs.push_back(parse_path(argument)); }});
  group.add_value("-o,--out", "DIR", paths.output_dir, parse_path,
                  "Folder for the results; made if needed. Files of\nthe same name are replaced");
  group.add_flag("-r,--recursive", paths.recursive, true, "Search subfolders too; their tree is kept");
  return group;
}

}  // namespace resizer::app
