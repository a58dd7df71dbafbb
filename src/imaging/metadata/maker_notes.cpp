#include "imaging/metadata/maker_notes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace resizer::imaging {

bool maker_note_can_move(std::span<const std::uint8_t> note) noexcept {
  using namespace std::string_view_literals;
  // From ExifTool's MakerNotes.pm and Exiv2's documentation of maker notes: Apple, Fujifilm, Google (no directory),
  // Huawei, Nikon type 3, OM System, Olympus type 2, Pentax since 2010.
  constexpr std::array kOwnBase = {"Apple iOS\0"sv, "FUJIFILM"sv,    "HDRP"sv,      "HUAWEI\0\0"sv,
                                   "Nikon\0\2"sv,   "OM SYSTEM\0"sv, "OLYMPUS\0"sv, "PENTAX \0"sv};
  const std::string_view text(reinterpret_cast<const char*>(note.data()), note.size());
  return std::any_of(kOwnBase.begin(), kOwnBase.end(), [&](std::string_view begin) { return text.starts_with(begin); });
}

}  // namespace resizer::imaging
