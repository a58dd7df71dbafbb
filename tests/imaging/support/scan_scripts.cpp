#include "imaging/support/scan_scripts.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging::testing_support {
namespace {

constexpr int kLastCoefficient = 63;

jpeg_scan_info dc_of_all(int high, int low) {
  return {3, {0, 1, 2, 0}, 0, 0, high, low};
}

jpeg_scan_info band(int component, int first, int last, int high, int low) {
  return {1, {component, 0, 0, 0}, first, last, high, low};
}

/// For one component, the scans of its coefficients in an order that is allowed.
ScanScript random_bands(std::mt19937& random, int component) {
  ScanScript scans;
  std::array<int, kLastCoefficient + 1> missing_bits{};
  for (int first = 1; first <= kLastCoefficient;) {
    const int last = std::min(kLastCoefficient, first + static_cast<int>(random() % 40));
    const int low = static_cast<int>(random() % 3);
    scans.push_back(band(component, first, last, 0, low));
    std::fill(missing_bits.begin() + first, missing_bits.begin() + last + 1, low);
    first = last + 1;
  }
  std::shuffle(scans.begin(), scans.end(), random);
  for (int high = 2; high > 0; --high) {
    for (int first = 1; first <= kLastCoefficient; ++first) {
      if (missing_bits[static_cast<std::size_t>(first)] != high) continue;
      const int most = first + static_cast<int>(random() % 63);
      int last = first;
      while (last < std::min(most, kLastCoefficient) && missing_bits[static_cast<std::size_t>(last) + 1] == high)
        ++last;
      scans.push_back(band(component, first, last, high, high - 1));
      std::fill(missing_bits.begin() + first, missing_bits.begin() + last + 1, high - 1);
      first = last;
    }
  }
  return scans;
}

}  // namespace

std::vector<ScanScript> known_scripts() {
  return {
      // Only spectral selection.
      {dc_of_all(0, 0), band(0, 1, 5, 0, 0), band(2, 1, 63, 0, 0), band(1, 1, 63, 0, 0), band(0, 6, 63, 0, 0)},
      // As mozjpeg has it: luma in two bands, refined as one.
      {dc_of_all(0, 0), band(0, 1, 8, 0, 2), band(1, 1, 8, 0, 0), band(2, 1, 8, 0, 0), band(0, 9, 63, 0, 2),
       band(0, 1, 63, 2, 1), band(0, 1, 63, 1, 0), band(1, 9, 63, 0, 0), band(2, 9, 63, 0, 0)},
      // Only successive approximation, from the highest bits.
      {dc_of_all(0, 3), band(0, 1, 63, 0, 3), band(1, 1, 63, 0, 3), band(2, 1, 63, 0, 3), dc_of_all(3, 2),
       band(0, 1, 63, 3, 2), band(1, 1, 63, 3, 2), band(2, 1, 63, 3, 2), dc_of_all(2, 1), band(0, 1, 63, 2, 1),
       band(1, 1, 63, 2, 1), band(2, 1, 63, 2, 1), dc_of_all(1, 0), band(0, 1, 63, 1, 0), band(1, 1, 63, 1, 0),
       band(2, 1, 63, 1, 0)},
      // DC coefficients one component after the other, chroma's in one scan.
      {band(0, 0, 0, 0, 1),
       {2, {1, 2, 0, 0}, 0, 0, 0, 0},
       band(0, 1, 63, 0, 0),
       band(0, 0, 0, 1, 0),
       band(1, 1, 63, 0, 0),
       band(2, 1, 63, 0, 0)},
      // The highest frequencies first, refined before the lowest are there.
      {dc_of_all(0, 1), band(0, 40, 63, 0, 1), band(0, 40, 63, 1, 0), band(0, 1, 39, 0, 1), band(0, 1, 39, 1, 0),
       dc_of_all(1, 0), band(1, 1, 63, 0, 0), band(2, 1, 63, 0, 0)},
  };
}

ScanScript random_script(std::mt19937& random, int components) {
  const int dc_low = static_cast<int>(random() % 3);
  ScanScript script;
  const auto add_dc = [&](int high, int low) {
    if (components == 3 && random() % 2 == 0) {
      script.push_back(dc_of_all(high, low));
    } else {
      for (int component = 0; component < components; ++component) script.push_back(band(component, 0, 0, high, low));
    }
  };
  add_dc(0, dc_low);
  std::vector<ScanScript> rest;
  for (int component = 0; component < components; ++component) rest.push_back(random_bands(random, component));
  // One component's scans among the others', each in its order.
  while (!rest.empty()) {
    const auto chosen = rest.begin() + static_cast<std::ptrdiff_t>(random() % rest.size());
    script.push_back(chosen->front());
    chosen->erase(chosen->begin());
    if (chosen->empty()) rest.erase(chosen);
  }
  for (int high = dc_low; high > 0; --high) add_dc(high, high - 1);
  return script;
}

}  // namespace resizer::imaging::testing_support
