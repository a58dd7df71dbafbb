#include "app/watch_lines.hpp"

#include "app/log_lines.hpp"
#include "app/standard_streams.hpp"
#include "util/error.hpp"

namespace resizer::app {

void WatchLines::print(const std::string& line) {
  if (is_quiet_ || !failure_.empty()) return;
  try {
    write_out(line + '\n');
    flush_out();
  } catch (const util::Error& error) {
    failure_ = error.what();
  }
}

void WatchLines::on_outcome(std::size_t job_index, const model::JobOutcome& outcome) {
  if (outcome.done() != nullptr) {
    ++done_;
    print(outcome_line(jobs_[job_index], outcome));
  } else if (outcome.failed()) {
    complain(outcome_line(jobs_[job_index], outcome));
  }
}

}  // namespace resizer::app
