#pragma once

namespace resizer::app {

/// Parses the command line, plans, runs the modes, and reports. Returns the exit status. Call it from main, in a
/// process without other threads.
int run_program(int argc, const char* const* argv);

}  // namespace resizer::app
