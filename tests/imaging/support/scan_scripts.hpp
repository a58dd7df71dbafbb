#pragma once

#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

// libjpeg's header needs size_t and FILE to be known.
#include <jpeglib.h>

/// Scan scripts of progressive JPEG files (libjpeg-turbo, wizard.txt).
namespace resizer::imaging::testing_support {

using ScanScript = std::vector<jpeg_scan_info>;

/// Of three components: as encoders in the wild have them, and such as no encoder would choose.
std::vector<ScanScript> known_scripts();

/// Any that ITU-T T.81, G.1.1.1 allows, of up to 60 scans.
ScanScript random_script(std::mt19937& random, int components);

}  // namespace resizer::imaging::testing_support
