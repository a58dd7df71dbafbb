#pragma once

#include <string>
#include <vector>

namespace resizer::test {

/// What a trace does against the rules of "Trace Event Format" (D. Sinclair and N. Duca, Google, 2016) and of
/// Perfetto's importer ("Chrome JSON format" in its documentation), as far as complete and metadata events go:
/// - an object with the array traceEvents; every event has a name, a phase and whole numbers above 0 as pid and tid;
/// - a complete event ("X") has ts and dur, numbers that are not negative, and whole: where a reader rounds
///   fractions, events that touch may overlap;
/// - a metadata event ("M") has the argument that its name calls for; every process and thread used is named;
/// - a thread number belongs to one process;
/// - of one thread, events are in the order of their beginnings, and of two either one ends before the other begins or
///   it lies inside it. Perfetto drops events that break this and counts them as
///   slice_drop_overlapping_complete_event.
std::vector<std::string> trace_faults(const std::string& trace);

}  // namespace resizer::test
