#pragma once

#include <vector>

#include "bench/benchmark.hpp"

namespace resizer::app {

/// Forwards every call to several observers, in order. They outlive it.
class Observers : public bench::Observer {
 public:
  void add(bench::Observer& observer) { observers_.push_back(&observer); }

  void on_warming() override {
    for (bench::Observer* observer : observers_) observer->on_warming();
  }
  void on_run_begin(const bench::RunHeading& heading) override {
    for (bench::Observer* observer : observers_) observer->on_run_begin(heading);
  }
  void on_other_run(const bench::RunHeading& heading) override {
    for (bench::Observer* observer : observers_) observer->on_other_run(heading);
  }
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override {
    for (bench::Observer* observer : observers_) observer->on_outcome(job_index, outcome);
  }
  void on_tick() override {
    for (bench::Observer* observer : observers_) observer->on_tick();
  }
  void on_suspend() override {
    for (bench::Observer* observer : observers_) observer->on_suspend();
  }
  void on_run_end(const model::RunResult& result) override {
    for (bench::Observer* observer : observers_) observer->on_run_end(result);
  }

 private:
  std::vector<bench::Observer*> observers_;
};

}  // namespace resizer::app
