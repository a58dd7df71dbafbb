#include "imaging/codecs/tiff/georeference.hpp"

#include <array>
#include <cmath>
#include <cstdlib>

namespace resizer::imaging {
namespace {

// OGC GeoTIFF 1.1 (19-008r4), 7.1 and 7.2, and GDAL's GTiff driver.
constexpr std::uint16_t kPixelScale = 33550;
constexpr std::uint16_t kTiepoints = 33922;
constexpr std::uint16_t kTransformation = 34264;
constexpr std::uint16_t kKeys = 34735;
constexpr std::uint16_t kDoubleParams = 34736;
constexpr std::uint16_t kAsciiParams = 34737;
constexpr std::uint16_t kGdalMetadata = 42112;
constexpr std::uint16_t kGdalNoData = 42113;

/// The limit for these arrays, including ground control points.
constexpr std::size_t kMaxNumbers = 1U << 16U;

std::vector<double> doubles(const TiffDirectories& file, const TiffDirectory& directory, std::uint16_t tag) {
  const TiffEntry* entry = directory.find(tag);
  return entry == nullptr ? std::vector<double>{} : file.doubles(*entry, kMaxNumbers);
}

std::string text(const TiffDirectories& file, const TiffDirectory& directory, std::uint16_t tag) {
  const TiffEntry* entry = directory.find(tag);
  if (entry == nullptr || entry->type != TIFF_ASCII) return {};
  const ByteView value = file.value(*entry);
  const std::string all(value.begin(), value.end());
  return all.c_str();  // to the first zero
}

bool keeps_values(const TiffImage& image) noexcept {
  const bool is_shifted = image.numbers == TiffNumbers::signed_integers;
  return image.color == TiffColor::as_stored && !is_shifted && image.bits == 8 * image.format.sample_bytes();
}

/// Whether this value is decoded unchanged: floats are clamped, and NaN is replaced.
bool is_delivered(const std::string& no_data) noexcept {
  constexpr double kMost = 1e30;
  return std::abs(std::strtod(no_data.c_str(), nullptr)) < kMost;
}

void set(TIFF* tiff, std::uint16_t tag, const auto& numbers) {
  if (!numbers.empty()) TIFFSetField(tiff, tag, static_cast<std::uint32_t>(numbers.size()), numbers.data());
}
void set_text(TIFF* tiff, std::uint16_t tag, const std::string& text) {
  if (!text.empty()) TIFFSetField(tiff, tag, text.c_str());
}

}  // namespace

std::optional<GeoReference> read_georeference(const TiffDirectories& file, const TiffDirectory& directory,
                                              const TiffImage& image) {
  GeoReference reference;
  reference.pixel_scale = doubles(file, directory, kPixelScale);
  reference.tiepoints = doubles(file, directory, kTiepoints);
  reference.transformation = doubles(file, directory, kTransformation);
  if (const TiffEntry* keys = directory.find(kKeys)) {
    for (const std::uint64_t key : file.integers(*keys, kMaxNumbers)) {
      reference.keys.push_back(static_cast<std::uint16_t>(key));
    }
  }
  reference.double_params = doubles(file, directory, kDoubleParams);
  reference.ascii_params = text(file, directory, kAsciiParams);
  reference.gdal_metadata = text(file, directory, kGdalMetadata);
  reference.gdal_no_data = text(file, directory, kGdalNoData);
  if (reference == GeoReference{}) return std::nullopt;
  const bool has_values = !reference.gdal_metadata.empty() || !reference.gdal_no_data.empty();
  if (has_values && !(keeps_values(image) && is_delivered(reference.gdal_no_data))) {
    reference.gdal_metadata.clear();
    reference.gdal_no_data.clear();
    reference.complete = false;
  }
  return reference;
}

void write_georeference(const TiffSink& file, const GeoReference& reference) {
  const auto numbers = [](std::uint16_t tag, TIFFDataType type, const char* name) {
    // libtiff takes non-const names but does not change them.
    return TIFFFieldInfo{tag, TIFF_VARIABLE2, TIFF_VARIABLE2, type, FIELD_CUSTOM, 1, 1, const_cast<char*>(name)};
  };
  const auto string = [](std::uint16_t tag, const char* name) {
    return TIFFFieldInfo{tag, -1, -1, TIFF_ASCII, FIELD_CUSTOM, 1, 0, const_cast<char*>(name)};
  };
  const std::array fields{numbers(kPixelScale, TIFF_DOUBLE, "ModelPixelScaleTag"),
                          numbers(kTiepoints, TIFF_DOUBLE, "ModelTiepointTag"),
                          numbers(kTransformation, TIFF_DOUBLE, "ModelTransformationTag"),
                          numbers(kKeys, TIFF_SHORT, "GeoKeyDirectoryTag"),
                          numbers(kDoubleParams, TIFF_DOUBLE, "GeoDoubleParamsTag"),
                          string(kAsciiParams, "GeoAsciiParamsTag"),
                          string(kGdalMetadata, "GDAL_METADATA"),
                          string(kGdalNoData, "GDAL_NODATA")};
  TIFF* tiff = file.handle();
  TIFFMergeFieldInfo(tiff, fields.data(), static_cast<std::uint32_t>(fields.size()));
  set(tiff, kPixelScale, reference.pixel_scale);
  set(tiff, kTiepoints, reference.tiepoints);
  set(tiff, kTransformation, reference.transformation);
  set(tiff, kKeys, reference.keys);
  set(tiff, kDoubleParams, reference.double_params);
  set_text(tiff, kAsciiParams, reference.ascii_params);
  set_text(tiff, kGdalMetadata, reference.gdal_metadata);
  set_text(tiff, kGdalNoData, reference.gdal_no_data);
}

}  // namespace resizer::imaging
