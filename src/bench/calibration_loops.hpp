#pragma once

#include <cstdint>
#include <functional>
#include <span>

/// The loops that calibrate the cores.
namespace resizer::bench {

enum class Loop : std::uint8_t {
  /// Four chains of table lookups and multiplications, as in entropy decoders, beside sums of products, as in filters:
  /// about three instructions a cycle, all data in the first-level cache.
  computing,
  /// Reads one array and writes another, together larger than the caches: the kernel SCALE of J. D. McCalpin, "Memory
  /// Bandwidth and Machine Balance in Current High Performance Computers", IEEE TCCA Newsletter (1995).
  streaming,
};

/// Runs one pass of a loop, some microseconds, and returns a value that depends on all of it.
using Pass = std::function<std::uint64_t()>;

/// `memory`: what the streaming loop works on; the computing loop ignores it. Both outlive the pass.
Pass make_pass(Loop loop, std::span<double> memory);

}  // namespace resizer::bench
