#pragma once

namespace resizer::app {

/// Raises the limit of open files, if necessary, to what supervising `workers` processes takes. Throws
/// util::Error(usage) naming --jobs and the limit if the system does not allow it.
void require_open_files(unsigned workers);

}  // namespace resizer::app
