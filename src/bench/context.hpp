#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "machine/description.hpp"
#include "model/options.hpp"
#include "util/hardware_counters.hpp"

namespace resizer::bench {

/// How the program was built.
struct BuildInfo {
  struct Library {
    std::string name;
    std::string version;
  };
  std::string compiler;    ///< "GCC 12.2.0"
  std::string type;        ///< CMake's build type: "Release".
  std::string sanitizers;  ///< "address, undefined"; empty for none.
  bool optimized = true;
  std::vector<Library> libraries;  ///< Built against.
};

/// Where and when something was measured. None means unknown.
struct Context {
  std::chrono::system_clock::time_point begun;
  machine::Description machine;
  std::optional<std::string> input_file_system;  ///< Its type; several are joined by ", ".
  std::optional<std::string> output_file_system;
  std::optional<util::CounterRefusal> counter_refusal;  ///< Of the hardware counters; none if they count.
  BuildInfo build;
};

/// Reads /proc, /sys and the folders of `paths`, before anything is measured. `root`
/// stands in for / in tests, except for `paths`.
Context gather_context(const model::PathOptions& paths, BuildInfo build, const std::filesystem::path& root = "/");

}  // namespace resizer::bench
