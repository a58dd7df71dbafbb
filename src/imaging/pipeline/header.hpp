#pragma once

#include <filesystem>

#include "model/job_report.hpp"

namespace resizer::imaging {

/// The facts of a file by its header. Of a long file only as much is read as its header takes. Throws util::Error.
model::ImageFacts read_header(const std::filesystem::path& path);

}  // namespace resizer::imaging
