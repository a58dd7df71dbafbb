#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"

/// RAW files as cameras organize them, with previews of the tests but without RAW data.
namespace resizer::imaging::testing_support {

enum class RawKind : std::uint8_t { dng, cr2, cr3, nef, arw, raf, orf, rw2 };

inline constexpr std::array kRawKinds{RawKind::dng, RawKind::cr2, RawKind::cr3, RawKind::nef,
                                      RawKind::arw, RawKind::raf, RawKind::orf, RawKind::rw2};

/// Its extension, without a dot.
std::string_view name_of(RawKind kind);

struct StoredRaw {
  RawKind kind = RawKind::dng;
  Bytes preview{};           ///< A JPEG, where the kind has its largest one.
  Bytes thumbnail{};         ///< A JPEG, where the kind has another one.
  Size size{97, 72};         ///< Of the RAW data.
  unsigned orientation = 1;  ///< In the first directory.
  Bytes maker_note{};        ///< Except for ORF, which has its own.
};

Bytes make_raw(const StoredRaw& stored);

/// The make of the camera in every file but RAF, and a date in its EXIF directory.
inline constexpr std::string_view kRawMake = "ACME Cameras";
inline constexpr std::string_view kRawDate = "2026:12:01 03:04:05";

}  // namespace resizer::imaging::testing_support
