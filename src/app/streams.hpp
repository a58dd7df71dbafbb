#pragma once

#include "app/exit_code.hpp"
#include "model/options.hpp"

/// One image in a pipe: `--out -` writes it to standard output, `--in -` reads it from standard input.
namespace resizer::app {

bool writes_to_stream(const model::PathOptions& paths);

/// Throws util::Error(usage) for options that make no sense with streams.
void check_streams(const model::Options& options);

/// Resizes the image in a worker, as any other, and writes the result to standard output; nothing else goes there.
/// Returns the exit status. Throws util::Error.
int run_stream(const model::Options& options, Phase& phase);

}  // namespace resizer::app
