/// A library to preload (LD_PRELOAD) that makes a program and its children slower by a tenth: after every ten
/// milliseconds of CPU time, one of them spins. What is measured with it is known.
#include <pthread.h>

#include <csignal>
#include <ctime>

namespace {

constexpr long kPeriod_ns = 10'000'000;
constexpr long kSpin_ns = 909'091;  // of each period, so that what is left of it takes a tenth longer

long cpu_time_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000L + now.tv_nsec;
}

void spin(int /*signal*/) {
  const long end_ns = cpu_time_ns() + kSpin_ns;
  while (cpu_time_ns() < end_ns) {
  }
}

/// Neither inherited by a fork nor kept by an exec, as those of setitimer(2) are, which would kill the next program.
void start_timer() {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGPROF;
  timer_t timer{};
  if (::timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0) return;
  const itimerspec every{{0, kPeriod_ns}, {0, kPeriod_ns}};
  ::timer_settime(timer, 0, &every, nullptr);
}

__attribute__((constructor)) void slow_down() {
  struct sigaction action {};
  action.sa_handler = spin;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGPROF, &action, nullptr);
  start_timer();
  ::pthread_atfork(nullptr, nullptr, start_timer);
}

}  // namespace
