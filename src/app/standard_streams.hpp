#pragma once

#include <string>
#include <string_view>

/// What the program prints, and where to.
namespace resizer::app {

/// Opens /dev/null in the place of a standard stream that was closed. Otherwise the next file that is opened, such as
/// the log, would become standard output. Call it before any file is opened.
void open_closed_streams() noexcept;

/// Writes to standard output. Throws util::Error; a reader that has left (`| head`) is not an error.
void write_out(std::string_view text);
/// Hands what was written to the system. Throws likewise.
void flush_out();

/// Prints "resizer: MESSAGE" on standard error.
void complain(const std::string& message);

}  // namespace resizer::app
