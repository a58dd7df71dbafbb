#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/advice.hpp"
#include "analysis/baseline_comparison.hpp"
#include "analysis/disturbances.hpp"
#include "analysis/page_parts.hpp"
#include "bench/agreement.hpp"
#include "bench/calibration.hpp"
#include "bench/context.hpp"
#include "bench/measurements.hpp"
#include "machine/processes.hpp"
#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"
#include "model/sandbox.hpp"
#include "stats/paired_ratio.hpp"
#include "stats/scaling_fit.hpp"
#include "stats/slower_cpu.hpp"
#include "stats/summary.hpp"
#include "stats/time_use.hpp"
#include "util/allowance.hpp"

namespace resizer::analysis {

/// The facts of a report: what was found and measured.
struct Facts {
  std::string program_version;
  model::Options options;
  util::CpuAllowance cpus;
  model::SandboxSupport sandbox;  ///< Of the workers.
  bench::Context context;
  std::vector<model::Job> jobs;
  std::vector<model::Unusable> unusable;
  std::vector<model::Job> skipped;              ///< Their outputs already exist.
  std::vector<std::filesystem::path> pruned{};  ///< Outputs removed because their input is gone.
  std::vector<model::Renamed> renamed;          ///< Images whose outputs have a longer name than usual.
  model::PassedOver passed_over;                ///< In the folders.
  bench::Measurements measurements;
  /// Of the other programs, the one that used most CPU time during the measurement.
  std::optional<machine::BusyProgram> busiest_program;
  std::optional<bench::Calibration> calibration;  ///< Of the cores; none if it was not made.
  Setting setting;                                ///< This run's; compared with the baseline's.
  std::vector<Baseline> baselines;                ///< The reports of options.run.baselines.
  std::optional<Setting> other_build;             ///< What the program of options.run.against says of itself.
  std::vector<Preview> previews;                  ///< Thumbnails of a few images, for reports that show them.
  std::filesystem::path working_folder;           ///< Absolute: what relative paths are relative to. Empty: unknown.
  /// Where the HTML report will be; none if it is not a file.
  std::optional<std::filesystem::path> html_folder;
  ManifestPlace manifest;
};

/// Why a pool of N workers was not N times as fast: means over the rounds.
struct LostTime {
  std::size_t rounds = 0;  ///< Those that tell where their time went.
  /// Workers x wall time of the pool.
  std::chrono::nanoseconds worker_time{};
  /// CPU time of the images in the sequential mode.
  std::chrono::nanoseconds sequential_cpu{};
  /// What the pool used more than the sequential mode; the total is worker_time minus the mean sequential wall time.
  /// `cpu` is how much longer the same images compute next to others: clock, cache, memory bandwidth.
  stats::TimeUse parts;
  /// What `cpu` comes from, the geometric mean over the rounds.
  std::optional<stats::SlowerCpu> slower_cpu{};

  /// CPU time of the same images in the pool, divided by that in the sequential mode.
  std::optional<double> cpu_ratio() const noexcept;
};

/// What a mode used of energy: figures of its runs.
struct EnergyUse {
  stats::Summary joules_per_image;  ///< Of images that were done.
  stats::Summary watts;             ///< On average.
  /// Energy x wall time, in joule seconds: a machine that is slowed down to save energy pays in it for the time. M.
  /// Horowitz, T. Indermaur and R. Gonzalez, "Low-Power Digital Design", IEEE Symposium on Low Power Electronics
  /// (1994); R. Gonzalez and M. Horowitz, "Energy Dissipation in General Purpose Microprocessors", IEEE Journal of
  /// Solid-State Circuits 31 (1996).
  stats::Summary energy_delay_js;
};

/// Why a pool has no speedup over the sequential mode.
enum class NoSpeedup : std::uint8_t {
  no_round,         ///< No round was completed by both.
  all_failed,       ///< No image was done: times of failures say nothing.
  failures_differ,  ///< Not the same images failed in every run of both: they did not do the same work.
};

/// The highest speedup that a number of workers could reach on these cores, by their calibration.
struct Ceiling {
  double computing = 1;             ///< Where work is bound by the cores.
  std::optional<double> streaming;  ///< Where it is bound by the bandwidth of memory; none if unknown.
  bool is_quota = false;            ///< It is the CPU quota that allows no more.
};

/// The figures of one mode. CPU time and throughput are medians of the rounds; times of images are over all rounds. An
/// interrupted run counts for its images only. None means unknown.
struct ModeSummary {
  model::Execution execution = model::Execution::sequential;
  unsigned workers = 1;
  stats::Summary wall_s;                    ///< Of the complete runs.
  std::vector<std::size_t> outlier_rounds;  ///< Complete runs, from 0, whose wall time is an outlier.
  bool is_first_round_slow = false;
  unsigned missing_workers = 0;          ///< The most workers of a run that could not be started.
  std::chrono::nanoseconds suspended{};  ///< By SIGTSTP, of all runs; part of their wall times.
  std::optional<double> cpu_s;           ///< User and system time of all workers.
  /// Images done per second of wall time.
  std::optional<double> images_per_s;
  /// Megapixels of done inputs per second of wall time.
  std::optional<double> input_megapixels_per_s;
  std::optional<double> image_median_s;  ///< From claim to rename, of images that were done.
  std::optional<double> image_p95_s;
  std::optional<EnergyUse> energy;  ///< None if that of no complete run is known.
  std::size_t done = 0;             ///< Images that were done in every run.
  std::size_t failed = 0;           ///< Images that failed in some run.
  std::size_t interrupted = 0;      ///< Images that some run did not reach, and none failed.
  model::StageTimes stage_times;    ///< Summed over all images that were done.
  /// Sequential wall time divided by that of this mode, from the rounds as pairs; none for the sequential mode.
  std::optional<stats::PairedRatio> speedup;
  /// Over all rounds, if disturbed ones are left out of the other.
  std::optional<stats::PairedRatio> speedup_of_all_rounds;
  std::optional<NoSpeedup> no_speedup;  ///< If there is none although the sequential mode was measured.
  std::size_t compared_images = 0;      ///< Done in every run of both modes: the speedup is over these.
  /// The speedup clearly exceeds the number of workers. Then there is no lost time, and it is on no curve.
  bool is_impossible = false;
  std::optional<double> efficiency;       ///< The speedup divided by the number of workers.
  std::optional<Ceiling> ceiling;         ///< Of the speedup; none without a speedup or a calibration.
  std::optional<double> serial_fraction;  ///< Of Karp and Flatt; none for more workers than cores are allowed.
  std::optional<LostTime> lost_time;      ///< Against the sequential mode; none if the CPU time of an image is unknown.

  std::size_t images() const noexcept { return done + failed + interrupted; }
  /// The speedup divided by its ceiling for computing.
  std::optional<double> share_of_ceiling() const noexcept;
};

/// Why no number of workers is recommended.
enum class NoAdvice : std::uint8_t {
  too_few_rounds,  ///< Below six there are no intervals.
  unstable,        ///< The wall times of a pool spread too far.
  failures,        ///< Not every pool did the same images, or any.
};

/// What several pools show together.
struct Scaling {
  /// Speedups up to the number of allowed cores, since the curves assume a core for each worker; none without
  /// the sequential mode.
  std::vector<stats::ScalingPoint> points;
  std::optional<stats::ScalingFit> amdahl;  ///< residuals[k] belongs to points[k].
  std::optional<stats::ScalingFit> usl;     ///< Likewise.
  /// The fewest workers that are not measurably slower than the fastest pool.
  std::optional<unsigned> recommended_jobs;
  std::optional<NoAdvice> no_advice;  ///< If nothing is recommended.
};

/// The numbers of workers of the pools, ascending; empty without a pool.
struct PoolSizes {
  std::vector<unsigned> requested;
  std::vector<unsigned> used;  ///< No more than there are images.
};

/// A finding about one image, once for all modes.
struct Finding {
  std::size_t job = 0;
  std::string text;
  std::vector<std::size_t> modes;  ///< Indexes into ReportModel::modes, ascending.
};

/// A reason to doubt the figures of some modes, which have the details.
struct ModeWarning {
  enum class Kind : std::uint8_t {
    no_speedup,        ///< ModeSummary::no_speedup
    too_fast,          ///< ModeSummary::is_impossible
    fewer_images,      ///< ModeSummary::compared_images
    missing_workers,   ///< ModeSummary::missing_workers
    unstable,          ///< is_unstable(ModeSummary::wall_s)
    suspended,         ///< ModeSummary::suspended
    slow_first_round,  ///< ModeSummary::is_first_round_slow
    outlier_rounds,    ///< ModeSummary::outlier_rounds
  };
  Kind kind = Kind::unstable;
  std::vector<std::size_t> modes;  ///< Indexes into ReportModel::modes, ascending; at least one.
};

/// The facts and the figures derived from them. Every report format is a pure function of this.
struct ReportModel {
  Facts facts;
  std::vector<ModeSummary> modes;  ///< One for each series of the measurements, in order.
  PoolSizes pools;
  Disturbances disturbances;
  std::vector<std::size_t> left_out_rounds;          ///< Of the speedups, since they were disturbed; from 0, ascending.
  std::optional<bench::CachedInputs> cached_inputs;  ///< With a cold cache: of the run that found most in it.
  std::optional<Scaling> scaling;                    ///< With several pools only.
  /// The mode whose figures stand for the run, as an index into `modes`; none if nothing ran.
  std::optional<std::size_t> headline;
  std::vector<Advice> advice;
  std::optional<BaselineComparison> baseline;
  std::vector<Finding> failures;
  std::vector<Finding> warnings;
  std::vector<ModeWarning> mode_warnings;  ///< One of each kind.
  std::optional<bench::Agreement> agreement;
  std::uint64_t input_bytes = 0;
  /// Bytes of all outputs of the last run that has any; none if nothing was done.
  std::optional<std::uint64_t> output_bytes;
};

ReportModel make_report(Facts facts);

/// The stages of an image in the order of the work, with their names.
inline constexpr std::array<std::pair<std::string_view, std::chrono::nanoseconds model::StageTimes::*>, 5> kStages{
    {{"read", &model::StageTimes::read},
     {"decode", &model::StageTimes::decode},
     {"resample", &model::StageTimes::resample},
     {"encode", &model::StageTimes::encode},
     {"write", &model::StageTimes::write}}};

/// A part of lost time and its name.
using LostPart = std::pair<std::string_view, std::chrono::nanoseconds stats::TimeUse::*>;

/// The parts of lost time in the order of a run.
inline constexpr std::array<LostPart, 10> kLostParts{{{"start", &stats::TimeUse::start},
                                                      {"slower CPU", &stats::TimeUse::cpu},
                                                      {"core wait", &stats::TimeUse::core_wait},
                                                      {"memory wait", &stats::TimeUse::memory_wait},
                                                      {"disk wait", &stats::TimeUse::disk_wait},
                                                      {"page wait", &stats::TimeUse::page_wait},
                                                      {"stolen", &stats::TimeUse::stolen},
                                                      {"waiting", &stats::TimeUse::other_wait},
                                                      {"imbalance", &stats::TimeUse::imbalance},
                                                      {"supervision", &stats::TimeUse::supervision}}};

/// Whether the workers of some mode waited for a thousandth of their time or more.
bool has_noticeable_waits(const std::vector<ModeSummary>& modes);

}  // namespace resizer::analysis
