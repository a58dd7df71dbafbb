#include "model/outcome.hpp"

#include <csignal>
#include <cstring>

#include "util/quantity.hpp"

namespace resizer::model {
namespace {

template <class... Functions>
struct Overload : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overload(Functions...) -> Overload<Functions...>;

std::string signal_name(int signal) {
  const char* abbreviation = sigabbrev_np(signal);
  return abbreviation != nullptr ? std::string("SIG") + abbreviation : "signal " + std::to_string(signal);
}

/// Explains signals that need it.
std::string_view hint(int signal) {
  return signal == SIGSYS ? " (a forbidden system call)" : "";
}

}  // namespace

std::string_view name_of(const OutcomeKind& kind) noexcept {
  return std::visit(
      Overload{[](const Done&) { return "done"; }, [](const Failed&) { return "failed"; },
               [](const Crashed&) { return "crashed"; }, [](const Exited&) { return "exited"; },
               [](const TimedOut&) { return "timed_out"; }, [](const Interrupted&) { return "interrupted"; }},
      kind);
}

std::string reason(const OutcomeKind& kind) {
  return std::visit(
      Overload{
          [](const Done&) -> std::string { return {}; }, [](const Failed& failed) { return failed.message; },
          [](const Crashed& crashed) { return "crashed: " + signal_name(crashed.signal).append(hint(crashed.signal)); },
          [](const Exited& exited) { return "the worker exited with status " + std::to_string(exited.status); },
          [](const TimedOut& late) { return "timed out after " + util::format_duration(late.limit); },
          [](const Interrupted&) -> std::string { return "interrupted"; }},
      kind);
}

}  // namespace resizer::model
