#include "imaging/color/matrix.hpp"

#include "imaging/color/primaries.hpp"

namespace resizer::imaging {
namespace {

/// The shares of red and blue in luma.
struct LumaWeights {
  double red;
  double blue;
};

/// ITU-T H.273, equations 32 to 37; BT.709 if the primaries are unknown.
LumaWeights derived_weights(std::uint8_t primaries) noexcept {
  constexpr LumaWeights kBt709{0.2126, 0.0722};
  const Chromaticities* colors = chromaticities_of(primaries);
  if (colors == nullptr) return kBt709;
  const auto [r, g, b, w] = *colors;
  const auto z = [](Chromaticity color) { return 1 - color.x - color.y; };
  const double denominator =
      w.y * (r.x * (g.y * z(b) - b.y * z(g)) + g.x * (b.y * z(r) - r.y * z(b)) + b.x * (r.y * z(g) - g.y * z(r)));
  const double red =
      r.y * (w.x * (g.y * z(b) - b.y * z(g)) + w.y * (b.x * z(g) - g.x * z(b)) + z(w) * (g.x * b.y - b.x * g.y));
  const double blue =
      b.y * (w.x * (r.y * z(g) - g.y * z(r)) + w.y * (g.x * z(r) - r.x * z(g)) + z(w) * (r.x * g.y - g.x * r.y));
  return {red / denominator, blue / denominator};
}

LumaWeights luma_weights(const PixelFormat& format) noexcept {
  switch (format.matrix) {
    case Matrix::bt709:
      return {0.2126, 0.0722};
    case Matrix::fcc:
      return {0.30, 0.11};
    case Matrix::smpte240m:
      return {0.212, 0.087};
    case Matrix::bt2020:
      return {0.2627, 0.0593};
    case Matrix::chromaticity_derived:
      return derived_weights(format.primaries);
    default:
      return {0.299, 0.114};
  }
}

/// ITU-T H.273, equations 38 to 40 solved for R, G and B.
Matrix3 from_weights(LumaWeights weights) noexcept {
  const double green = 1 - weights.red - weights.blue;
  const double red_from_cr = 2 * (1 - weights.red);
  const double blue_from_cb = 2 * (1 - weights.blue);
  return {{{1, 0, static_cast<float>(red_from_cr)},
           {1, static_cast<float>(-weights.blue * blue_from_cb / green),
            static_cast<float>(-weights.red * red_from_cr / green)},
           {1, static_cast<float>(blue_from_cb), 0}}};
}

}  // namespace

Matrix3 rgb_from_ycbcr(const PixelFormat& format) noexcept {
  // Inverses of the matrices in ITU-T H.273, equations 44 to 46 (Cg before Co), and in BT.2100, table 7.
  static constexpr Matrix3 kYcgco{{{1, -1, 1}, {1, 1, 0}, {1, -1, -1}}};
  static constexpr Matrix3 kIctcp{
      {{1, 0.00860904F, 0.11102963F}, {1, -0.00860904F, -0.11102963F}, {1, 0.56003134F, -0.32062717F}}};
  switch (format.matrix) {
    case Matrix::ycgco:
      return kYcgco;
    case Matrix::ictcp:
      return kIctcp;
    default:
      return from_weights(luma_weights(format));
  }
}

std::optional<Matrix3> rgb_from_cones(Matrix matrix) noexcept {
  // The inverse of {1688, 2146, 262}, {683, 2951, 462}, {99, 309, 3688} over 4096 (BT.2100, table 7).
  static constexpr Matrix3 kFromCones{{{3.43660669F, -2.50645212F, 0.06984542F},
                                       {-0.79132956F, 1.98360045F, -0.19227090F},
                                       {-0.02594990F, -0.09891371F, 1.12486361F}}};
  return matrix == Matrix::ictcp ? std::optional(kFromCones) : std::nullopt;
}

void multiply_rows(const Matrix3& matrix, const std::array<float*, 3>& rows, std::size_t width) noexcept {
  const auto [first, second, third] = rows;
  for (std::size_t x = 0; x < width; ++x) {
    const float a = first[x];
    const float b = second[x];
    const float c = third[x];
    first[x] = matrix[0][0] * a + matrix[0][1] * b + matrix[0][2] * c;
    second[x] = matrix[1][0] * a + matrix[1][1] * b + matrix[1][2] * c;
    third[x] = matrix[2][0] * a + matrix[2][1] * b + matrix[2][2] * c;
  }
}

}  // namespace resizer::imaging
