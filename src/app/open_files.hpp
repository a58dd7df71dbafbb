#pragma once

namespace resizer::app {

/// Makes sure that this process can have as many files open as it takes to watch `workers` processes; raises its own
/// limit as far as the system allows. Throws util::Error(usage) naming --jobs and the limit.
void require_open_files(unsigned workers);

}  // namespace resizer::app
