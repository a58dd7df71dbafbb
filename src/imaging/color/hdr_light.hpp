#pragma once

#include <optional>

#include "imaging/core/code_points.hpp"

namespace resizer::imaging {

/// Whether the transfer function is PQ or HLG (Rec. ITU-R BT.2100).
bool is_high_dynamic_range(CodePoints points) noexcept;

/// The code points, if they are for high dynamic range.
std::optional<CodePoints> high_range_of(const std::optional<CodePoints>& points) noexcept;

/// Whether it is HLG; requires is_high_dynamic_range().
bool is_hlg(CodePoints points) noexcept;

/// The light of a signal, both from 0 to 1: for PQ display light up to 10000 cd/m2 (SMPTE ST 2084), for HLG scene light
/// (Rec. ITU-R BT.2100, table 5).
double high_range_light(double signal, CodePoints points) noexcept;

}  // namespace resizer::imaging
