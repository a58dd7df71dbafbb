#include "imaging/support/scan_scripts.hpp"

#include <algorithm>
#include <array>

namespace resizer::imaging::testing_support {
namespace {

constexpr int kLastCoefficient = 63;

jpeg_scan_info dc_scan(int ah, int al) {
  return {3, {0, 1, 2, 0}, 0, 0, ah, al};
}

jpeg_scan_info band(int component, int first, int last, int ah, int al) {
  return {1, {component, 0, 0, 0}, first, last, ah, al};
}

/// AC scans of one component in a random valid order.
ScanScript random_bands(std::mt19937& random, int component) {
  ScanScript scans;
  std::array<int, kLastCoefficient + 1> coef_bits{};
  for (int first = 1; first <= kLastCoefficient;) {
    const int last = std::min(kLastCoefficient, first + static_cast<int>(random() % 40));
    const int al = static_cast<int>(random() % 3);
    scans.push_back(band(component, first, last, 0, al));
    std::fill(coef_bits.begin() + first, coef_bits.begin() + last + 1, al);
    first = last + 1;
  }
  std::shuffle(scans.begin(), scans.end(), random);
  for (int ah = 2; ah > 0; --ah) {
    for (int first = 1; first <= kLastCoefficient; ++first) {
      if (coef_bits[static_cast<std::size_t>(first)] != ah) continue;
      const int most = first + static_cast<int>(random() % 63);
      int last = first;
      while (last < std::min(most, kLastCoefficient) && coef_bits[static_cast<std::size_t>(last) + 1] == ah) ++last;
      scans.push_back(band(component, first, last, ah, ah - 1));
      std::fill(coef_bits.begin() + first, coef_bits.begin() + last + 1, ah - 1);
      first = last;
    }
  }
  return scans;
}

}  // namespace

std::vector<ScanScript> known_scripts() {
  return {
      // Only spectral selection.
      {dc_scan(0, 0), band(0, 1, 5, 0, 0), band(2, 1, 63, 0, 0), band(1, 1, 63, 0, 0), band(0, 6, 63, 0, 0)},
      // Like mozjpeg: luma in two bands that are refined as one.
      {dc_scan(0, 0), band(0, 1, 8, 0, 2), band(1, 1, 8, 0, 0), band(2, 1, 8, 0, 0), band(0, 9, 63, 0, 2),
       band(0, 1, 63, 2, 1), band(0, 1, 63, 1, 0), band(1, 9, 63, 0, 0), band(2, 9, 63, 0, 0)},
      // Only successive approximation, from the highest bits down.
      {dc_scan(0, 3), band(0, 1, 63, 0, 3), band(1, 1, 63, 0, 3), band(2, 1, 63, 0, 3), dc_scan(3, 2),
       band(0, 1, 63, 3, 2), band(1, 1, 63, 3, 2), band(2, 1, 63, 3, 2), dc_scan(2, 1), band(0, 1, 63, 2, 1),
       band(1, 1, 63, 2, 1), band(2, 1, 63, 2, 1), dc_scan(1, 0), band(0, 1, 63, 1, 0), band(1, 1, 63, 1, 0),
       band(2, 1, 63, 1, 0)},
      // Separate DC scans for luma and for chroma.
      {band(0, 0, 0, 0, 1),
       {2, {1, 2, 0, 0}, 0, 0, 0, 0},
       band(0, 1, 63, 0, 0),
       band(0, 0, 0, 1, 0),
       band(1, 1, 63, 0, 0),
       band(2, 1, 63, 0, 0)},
      // High frequencies first, refined before the low ones are sent.
      {dc_scan(0, 1), band(0, 40, 63, 0, 1), band(0, 40, 63, 1, 0), band(0, 1, 39, 0, 1), band(0, 1, 39, 1, 0),
       dc_scan(1, 0), band(1, 1, 63, 0, 0), band(2, 1, 63, 0, 0)},
  };
}

ScanScript random_script(std::mt19937& random, int components) {
  const int dc_al = static_cast<int>(random() % 3);
  ScanScript script;
  const auto add_dc = [&](int ah, int al) {
    if (components == 3 && random() % 2 == 0) {
      script.push_back(dc_scan(ah, al));
    } else {
      for (int component = 0; component < components; ++component) script.push_back(band(component, 0, 0, ah, al));
    }
  };
  add_dc(0, dc_al);
  std::vector<ScanScript> rest;
  for (int component = 0; component < components; ++component) rest.push_back(random_bands(random, component));
  // Interleaves the scans of the components, keeping the order of each.
  while (!rest.empty()) {
    const auto chosen = rest.begin() + static_cast<std::ptrdiff_t>(random() % rest.size());
    script.push_back(chosen->front());
    chosen->erase(chosen->begin());
    if (chosen->empty()) rest.erase(chosen);
  }
  for (int ah = dc_al; ah > 0; --ah) add_dc(ah, ah - 1);
  return script;
}

}  // namespace resizer::imaging::testing_support
