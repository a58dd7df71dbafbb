#pragma once

namespace resizer::app {

/// The whole program: parses the command line, plans, runs the modes, reports. Returns the exit status of the process.
/// Call it from main, in a process without other threads.
int run_program(int argc, const char* const* argv);

}  // namespace resizer::app
