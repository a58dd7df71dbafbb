#pragma once

#include <string>
#include <vector>

#include "bench/measurements.hpp"

namespace resizer::report {

/// What all runs of a timeline share.
struct StripScales {
  double longest_s = 0;    ///< Wall time of the longest run: the width.
  double highest_mhz = 0;  ///< Of all readings of the clock.
  unsigned cores = 1;      ///< All that can be busy.
};

/// What the machine did during a run, below the lanes of its workers: curves of the clock and of the busy cores, and
/// marks where something happened. What was not observed is not there.
class RunStrips {
 public:
  RunStrips(const model::RunResult& run, const bench::RunConditions& conditions, const StripScales& scales);

  /// Of the curves.
  double height_px() const;
  std::string draw(double top_px) const;
  /// Marks across the lanes, with what happened as a tooltip.
  std::string draw_events(double top_px, double lanes_px) const;
  /// The same in words, each part after a comma.
  std::string words() const;

 private:
  struct Point {
    double at_s = 0;
    double height = 0;  ///< Share of the strip's.
  };
  struct Strip {
    std::string label;
    std::string css_class;
    std::vector<Point> points;
  };

  std::string draw(const Strip& strip, double top_px) const;
  void add_clock(const model::RunResult& run);
  void add_load(const std::vector<bench::LoadAt>& loads);

  StripScales scales_;
  std::vector<Strip> strips_;
  std::vector<bench::TimedEvent> events_;
};

}  // namespace resizer::report
