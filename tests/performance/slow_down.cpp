/// A library to preload (LD_PRELOAD) that makes a program and its children slower by a tenth: after every ten
/// milliseconds of CPU time, one of them spins. What is measured with it is known.
#include <pthread.h>
#include <sys/time.h>

#include <csignal>
#include <ctime>

namespace {

constexpr suseconds_t kPeriod_us = 10'000;
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

/// Timers are not inherited.
void start_timer() {
  const itimerval every{{0, kPeriod_us}, {0, kPeriod_us}};
  ::setitimer(ITIMER_PROF, &every, nullptr);
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
