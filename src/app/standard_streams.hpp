#pragma once

#include <string>
#include <string_view>

/// Output to the standard streams.
namespace resizer::app {

/// Opens /dev/null for standard streams that are closed. Otherwise the next file opened, such as the log, would become
/// standard output. Call it before any file is opened.
void open_closed_streams() noexcept;

/// Writes to standard output. Throws util::Error; a closed pipe (`| head`) is not an error.
void write_out(std::string_view text);
/// Flushes standard output. Throws likewise.
void flush_out();

/// Prints "resizer: MESSAGE" on standard error.
void complain(const std::string& message);

}  // namespace resizer::app
