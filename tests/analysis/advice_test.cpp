#include "analysis/advice.hpp"

#include <gtest/gtest.h>

#include "report/measured_cores.hpp"
#include "report/sample_facts.hpp"
#include "report/text/advice_words.hpp"

/// Each rule where it fires, and where something is missing for it.
namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;

std::string advice_for(Facts facts) {
  std::string text;
  for (const std::string& sentence : report::advice_texts(make_report(std::move(facts)), {.unicode = false})) {
    text += (text.empty() ? "" : "; ") + sentence;
  }
  return text;
}

/// A sweep on four cores with two threads each, of which 8 workers take so much longer than 4, which take 400 ms.
Facts threads_facts(std::chrono::milliseconds more) {
  Facts facts = test::sweep_facts();
  facts.measurements.series.pop_back();  // nine workers
  const std::vector<model::RunResult>& of_4 = facts.measurements.series[3].runs;
  std::vector<model::RunResult>& of_8 = facts.measurements.series[4].runs;
  for (std::size_t round = 0; round < of_8.size(); ++round) {
    of_8[round].wall = of_4[round].wall + more + (round % 2 == 0 ? 3ms : -3ms);
  }
  return facts;
}

TEST(Advice, IsToLeaveSecondThreadsIdleWhereTheyAddNothing) {
  EXPECT_EQ(advice_for(threads_facts(-1ms)).find("use --jobs 4: the second thread of each core added 0."), 0U)
      << advice_for(threads_facts(-1ms));
  EXPECT_EQ(advice_for(threads_facts(40ms)).find("use --jobs 4: the second thread of each core cost 9."), 0U)
      << advice_for(threads_facts(40ms));
  EXPECT_EQ(advice_for(threads_facts(-100ms)), "") << "they add a third";
  Facts facts = threads_facts(-1ms);
  facts.context.machine.allowed_core_kinds = {};
  EXPECT_EQ(advice_for(facts), "") << "it is not known what shares a core";
}

/// Six rounds of two workers, 1.25 times as fast, with images that take 1.6 times the CPU time.
Facts slow_images_facts() {
  Facts facts = test::rounds_facts(std::vector(6, 200ms), std::vector(6, 160ms));
  for (bench::Series& series : facts.measurements.series) {
    const bool is_pool = series.workers == 2;
    for (model::RunResult& run : series.runs) {
      run.outcomes.clear();
      for (unsigned i = 0; i < 2; ++i) {
        model::JobOutcome outcome = test::done_outcome(is_pool ? i : 0, is_pool ? 0ms : i * 100ms, 15ms, i);
        outcome.duration = is_pool ? 160ms : 100ms;
        outcome.cpu = outcome.duration;
        outcome.waits = model::Waits{};
        run.outcomes.push_back(outcome);
      }
    }
  }
  facts.jobs = test::sample_jobs(2);
  facts.calibration = bench::Calibration{
      .duration = 300ms,
      .alone = {},
      .together = {{.cpus = 1, .computing = 1, .streaming = 1.0}, {.cpus = 2, .computing = 1.95, .streaming = 1.3}},
      .both_threads = {}};
  return facts;
}

TEST(Advice, NamesMemoryAsTheLimitWhereItIs) {
  EXPECT_EQ(advice_for(slow_images_facts()),
            "memory-bound: more workers will not help, as these cores stream only 1.30x as much memory as one");
  Facts wide = slow_images_facts();
  wide.calibration->together[1].streaming = 1.9;
  EXPECT_EQ(advice_for(wide), "") << "memory feeds both cores";
  Facts busy = slow_images_facts();
  busy.calibration->others_share = 0.3;
  EXPECT_EQ(advice_for(busy), "") << "the calibration may be wrong";
  Facts unknown = slow_images_facts();
  unknown.calibration->together[1].streaming.reset();
  EXPECT_EQ(advice_for(unknown), "");
  Facts waiting = slow_images_facts();
  for (model::RunResult& run : waiting.measurements.series[1].runs) {
    for (model::JobOutcome& outcome : run.outcomes) {
      outcome.cpu = 100ms;
      outcome.waits = model::Waits{.disk = 60ms};
    }
  }
  EXPECT_EQ(advice_for(waiting), "") << "the images wait for a disk";
}

TEST(Advice, NamesTheClockThatFell) {
  const auto with_clocks = [](double sequential_mhz, double pool_mhz) {
    Facts facts = test::sweep_facts();
    facts.calibration.reset();
    for (bench::Series& series : facts.measurements.series) {
      test::set_cores({.cpu = 100ms, .mhz = series.workers == 8 ? pool_mhz : sequential_mhz}, series);
    }
    return advice_for(std::move(facts));
  };
  EXPECT_EQ(with_clocks(4800, 3744),
            "the clock fell by 22.0 % with all workers busy: cooling and the power limit decide the speedup");
  EXPECT_EQ(with_clocks(4800, 4500), "") << "by 6 %";
  EXPECT_EQ(with_clocks(3744, 4800), "") << "it rose";
}

TEST(Advice, DoesNotBlameMemoryForALowerClock) {
  Facts facts = slow_images_facts();
  for (bench::Series& series : facts.measurements.series) {
    for (model::RunResult& run : series.runs) {
      for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
        run.outcomes[i].clock_mhz = (series.workers == 2 ? 2000.0 : 3200.0) + (i % 2 == 0 ? 1 : -1);
      }
    }
  }
  EXPECT_EQ(advice_for(std::move(facts)),
            "the clock fell by 37.5 % with all workers busy: cooling and the power limit decide the speedup");
}

TEST(Advice, IsToPlugInTheChargerOfAMachineThatSavesPower) {
  const auto on_battery = [](auto change) {
    Facts facts = test::rounds_facts({200ms}, {100ms});
    facts.context.machine.power.source = machine::PowerSource::battery;
    change(facts.context.machine);
    return advice_for(std::move(facts));
  };
  const std::string plug_in = "plug in the charger: the machine runs on battery, and ";
  EXPECT_EQ(on_battery([](auto& machine) { machine.power.profile = "low-power"; }),
            plug_in + "the profile is low-power");
  EXPECT_EQ(on_battery([](auto& machine) { machine.power.turbo = false; }), plug_in + "turbo is off");
  EXPECT_EQ(on_battery([](auto& machine) { machine.power.energy_preference = "power"; }),
            plug_in + "the processor prefers to save energy");
  EXPECT_EQ(on_battery([](auto& machine) {
              machine.allowed_core_kinds = {test::four_cores()};
              machine.allowed_core_kinds[0].clock.max_mhz = 4800;
              machine.allowed_core_kinds[0].clock.limit_mhz = 2400;
            }),
            plug_in + "the clock is limited");
  EXPECT_EQ(on_battery([](auto& /*machine*/) {}), "") << "nothing says that it saves power";
  EXPECT_EQ(on_battery([](auto& machine) {
              machine.power.source = machine::PowerSource::mains;
              machine.power.profile = "low-power";
            }),
            "");
}

/// Two workers: one ends after its three images, the other has one of so many pixels.
Facts straggler_facts(std::uint32_t width_px, std::chrono::milliseconds duration) {
  Facts facts = test::rounds_facts({400ms}, {duration});
  facts.jobs = test::sample_jobs(4);
  for (bench::Series& series : facts.measurements.series) {
    const bool is_pool = series.workers == 2;
    model::RunResult& run = series.runs[0];
    run.outcomes.clear();
    for (unsigned i = 0; i < 3; ++i) run.outcomes.push_back(test::done_outcome(0, i * 40ms, 4ms, i));
    run.outcomes.push_back(test::done_outcome(is_pool ? 1 : 0, is_pool ? 0ms : 120ms, duration / 10, 3));
    std::get<model::Done>(run.outcomes[3].kind).report.input.width_px = width_px;
    for (model::JobOutcome& outcome : run.outcomes) {
      outcome.cpu = outcome.duration;
      outcome.waits = model::Waits{};
    }
  }
  return facts;
}

TEST(Advice, NamesTheImageThatTheOthersWaitedFor) {
  EXPECT_EQ(advice_for(straggler_facts(30'000, 250ms)),
            "the queue was empty for 26.0 % of the workers' time: they waited for one image of 90.0 MP, image3.jpg");
  EXPECT_EQ(advice_for(straggler_facts(4000, 250ms)), "") << "it is as large as the others";
  EXPECT_EQ(advice_for(straggler_facts(30'000, 130ms)), "") << "they waited for 10 ms";
}

TEST(Advice, IsToMeasureMoreWhereStartingTakesLong) {
  const auto with_start = [](std::chrono::milliseconds start) {
    Facts facts = slow_images_facts();
    facts.calibration.reset();
    for (model::RunResult& run : facts.measurements.series[1].runs) {
      for (model::JobOutcome& outcome : run.outcomes) {
        outcome.start = start;
        outcome.duration -= start;
        outcome.cpu = 100ms;
        outcome.waits = model::Waits{.core = outcome.duration - 100ms};
      }
    }
    return advice_for(std::move(facts));
  };
  EXPECT_EQ(with_start(40ms), "measure more images: starting took 25.0 % of the workers' time");
  EXPECT_EQ(with_start(10ms), "");
}

TEST(Advice, IsNoneWithoutASpeedup) {
  Facts facts = test::interrupted_facts();
  facts.context.machine.power.source = machine::PowerSource::battery;
  facts.context.machine.power.profile = "low-power";
  EXPECT_EQ(advice_for(std::move(facts)), "");
  EXPECT_EQ(advice_for(test::sample_facts(1)), "");
}

}  // namespace
}  // namespace resizer::analysis
