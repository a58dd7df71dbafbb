#pragma once

#include <filesystem>
#include <string>

#include "analysis/report_model.hpp"

namespace resizer::report {

/// A URL reference (RFC 3986, section 4) from the HTML report to a file: relative to the report's folder if that is
/// known, otherwise a file URL. Every byte that is not plain is percent-encoded, so that no name is taken for a scheme,
/// a query or markup, and names in any encoding are found. Empty if it is not known where the file is: without the
/// folder that its path starts from, or if ".." follows a name, which may be a symbolic link.
std::string link_to(const std::filesystem::path& file, const analysis::Facts& facts);

}  // namespace resizer::report
