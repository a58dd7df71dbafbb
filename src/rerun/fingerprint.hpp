#pragma once

#include <cstdint>
#include <map>

#include "model/format.hpp"
#include "model/options.hpp"

namespace resizer::rerun {

/// Raise it when the same input and options give other outputs than before: then all are made again.
inline constexpr std::uint64_t kOutputVersion = 1;

/// Identifies how outputs in this format are made: by kOutputVersion and the options of Effect::outputs, except a
/// quality that a lossless format does not use. All requested sizes are among them, as a size may be made from a larger
/// one.
std::uint64_t fingerprint(const model::Options& options, model::Format format);

/// The fingerprint of each format.
using Fingerprints = std::map<model::Format, std::uint64_t>;
Fingerprints fingerprints(const model::Options& options);

}  // namespace resizer::rerun
