#include "support/machine_tree.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace resizer::test {
namespace {

namespace fs = std::filesystem;

machine::Cpus cpus_of(const std::string& text) {
  const auto cpus = machine::parse_cpu_list(text);
  if (!cpus) throw std::invalid_argument("no list of CPUs: " + text);
  return *cpus;
}

/// "cpu{0-1}/online": "cpu0/online" and "cpu1/online".
std::vector<std::string> expanded(const std::string& path) {
  const auto open = path.find('{');
  const auto close = path.find('}');
  if (open == std::string::npos || close == std::string::npos) return {path};
  std::vector<std::string> paths;
  for (const unsigned cpu : cpus_of(path.substr(open + 1, close - open - 1))) {
    paths.push_back(path.substr(0, open) + std::to_string(cpu) + path.substr(close + 1));
  }
  return paths;
}

std::string unescaped(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && text.substr(i + 1, 1) == "0") {
      bytes += '\0';
      ++i;
    } else if (text[i] == '\\' && text.substr(i + 1, 1) == "x") {
      bytes += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

class TreeReader {
 public:
  explicit TreeReader(const fs::path& path) : name_(path.stem().string()) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) take(line);
  }

  MachineTree tree() const {
    MachineTree tree{.name = name_, .files = {}, .allowed = {}};
    for (const auto& [path, content] : contents_) tree.files.push_back({path, content});
    const auto online = contents_.find("sys/devices/system/cpu/online");
    if (allowed_) {
      tree.allowed = *allowed_;
    } else if (online != contents_.end()) {
      tree.allowed = cpus_of(online->second.substr(0, online->second.find('\n')));
    }
    return tree;
  }

 private:
  void take(const std::string& line) {
    if (line.empty() || line.starts_with('#')) return;
    if (line.starts_with('[') && line.ends_with(']')) {
      folder_ = line.substr(1, line.size() - 2) + '/';
      return;
    }
    const auto equals = line.find(" =");
    if (equals == std::string::npos) throw std::invalid_argument(name_ + ": " + line);
    const std::string content = line.substr(std::min(equals + 3, line.size()));
    if (folder_.empty() && line.starts_with("allowed =")) {
      allowed_ = cpus_of(content);
      return;
    }
    for (const std::string& path : expanded(line.substr(0, equals))) {
      contents_[folder_ + path] += unescaped(content) + '\n';
    }
  }

  std::string name_;
  std::string folder_;
  std::map<std::string, std::string> contents_;
  std::optional<machine::Cpus> allowed_;
};

}  // namespace

std::vector<MachineTree> read_machine_trees(const fs::path& folder) {
  std::vector<MachineTree> trees;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) trees.push_back(TreeReader(entry).tree());
  std::ranges::sort(trees, {}, &MachineTree::name);
  return trees;
}

}  // namespace resizer::test
