#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

/// Eight bits a channel, RGB interleaved, in sRGB.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bytes;
};

struct JpegOptions {
  int quality = 88;
  int chroma_step = 2;  ///< 2 halves the chroma planes in both directions (4:2:0), 1 keeps them whole (4:4:4).
  bool progressive = false;
  bool turned = false;        ///< Stored lying on its side, with the EXIF orientation that sets it upright (6).
  bool with_profile = false;  ///< Carries an sRGB profile.
};

/// Throws std::runtime_error when it cannot be written.
void write(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// Write one file each; throw std::runtime_error when it cannot be written.
void save_jpeg(const std::filesystem::path& path, const Pixels& pixels, const JpegOptions& options);
void save_webp(const std::filesystem::path& path, const Pixels& pixels, float quality);
void save_png(const std::filesystem::path& path, const Pixels& pixels);
