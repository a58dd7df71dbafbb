#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "imaging/core/pixel_format.hpp"

namespace resizer::imaging {

using Matrix3 = std::array<std::array<float, 3>, 3>;

/// R'G'B' of Y' from 0 to 1 and chroma from -0.5 to 0.5 (ITU-T H.273, 8.3): of ICtCp the signals of the three cones,
/// L'M'S' (Rec. ITU-R BT.2100, table 7).
Matrix3 rgb_from_ycbcr(const PixelFormat& format) noexcept;

/// For ICtCp: the matrix from cone light to the light of the BT.2020 primaries.
std::optional<Matrix3> rgb_from_cones(Matrix matrix) noexcept;

/// Multiplies the three samples of each pixel by a matrix, in place.
void multiply_rows(const Matrix3& matrix, const std::array<float*, 3>& rows, std::size_t width) noexcept;

}  // namespace resizer::imaging
