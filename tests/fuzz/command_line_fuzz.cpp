// The command line: each line of an input is an argument.
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "fuzz/fuzz_target.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  using namespace resizer::app;
  std::vector<std::string> arguments{"resizer"};
  std::string argument;
  for (const std::uint8_t byte : input) {
    if (byte == '\n') {
      arguments.push_back(std::move(argument));
      argument.clear();
    } else if (byte != 0) {
      argument += static_cast<char>(byte);
    }
  }
  std::vector<const char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (const std::string& each : arguments) pointers.push_back(each.c_str());
  pointers.push_back(nullptr);

  const auto parsed = parse_command_line(static_cast<int>(arguments.size()), pointers.data());
  if (const auto* exit = std::get_if<Exit>(&parsed)) {
    require(exit->code == 0 || exit->code == 2);
    require(!exit->text.empty());
    require(exit->code == 0 || exit->text.find('\n') == std::string::npos);
  }
}
