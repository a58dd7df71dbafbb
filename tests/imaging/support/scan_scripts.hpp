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

/// Scripts for three components: those of common encoders, and unusual ones.
std::vector<ScanScript> known_scripts();

/// A random script allowed by ITU-T T.81, G.1.1.1, with up to 60 scans.
ScanScript random_script(std::mt19937& random, int components);

}  // namespace resizer::imaging::testing_support
