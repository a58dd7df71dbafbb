#pragma once

#include <filesystem>

#include "machine/cpu_use.hpp"
#include "machine/energy.hpp"
#include "machine/events.hpp"

namespace resizer::machine {

/// The machine at one moment.
struct Sample {
  CpuSample cpu;
  State state;
  std::optional<EnergySample> energy{};
};

/// Takes samples of the machine.
class Sampler {
 public:
  Sampler() = default;
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;
  virtual ~Sampler() = default;

  virtual Sample take() = 0;
};

/// Reads a few files each time, and nothing in between.
class SystemSampler final : public Sampler {
 public:
  /// `cpus`: the cores to watch. `root` replaces / in tests.
  explicit SystemSampler(Cpus cpus, std::filesystem::path root = "/");

  Sample take() override;

 private:
  Cpus cpus_;
  std::filesystem::path root_;
  StateReader state_;
  EnergyReader energy_;
};

}  // namespace resizer::machine
