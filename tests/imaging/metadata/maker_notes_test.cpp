#include "imaging/metadata/maker_notes.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "imaging/codecs/registry.hpp"
#include "imaging/metadata/exif_directory.hpp"
#include "imaging/metadata/exif_tables.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "util/file.hpp"

/// Maker notes keep their sense in every pair of formats, or are left out with a warning.
namespace resizer::imaging {
namespace {

using model::Format;
using model::Warning;

constexpr Format kFormats[] = {Format::jpeg, Format::png, Format::webp, Format::tiff, Format::avif};
constexpr std::string_view kText = "Fine-Of-The-Test";
constexpr std::uint32_t kNoteAt = 200;

Bytes integers(std::initializer_list<std::uint32_t> values, unsigned bytes_each, bool big_endian) {
  Bytes bytes;
  for (const std::uint32_t value : values) {
    for (unsigned i = 0; i < bytes_each; ++i) {
      bytes.push_back(static_cast<std::uint8_t>(value >> (8 * (big_endian ? bytes_each - 1 - i : i))));
    }
  }
  return bytes;
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes bytes;
  for (const Bytes& part : parts) bytes.insert(bytes.end(), part.begin(), part.end());
  return bytes;
}

Bytes text(std::string_view letters) {
  return joined({{letters.begin(), letters.end()}, {0}});
}

/// A directory of one text whose offset counts from `base` bytes before the directory.
Bytes note_directory(std::uint16_t tag, std::uint32_t base, bool big_endian) {
  constexpr std::uint32_t kDirectoryBytes = 18;
  const auto count = static_cast<std::uint32_t>(kText.size() + 1);
  return joined(
      {integers({1, tag, 2}, 2, big_endian), integers({count, base + kDirectoryBytes, 0}, 4, big_endian), text(kText)});
}

struct Maker {
  const char* name;
  const char* tag;  ///< Of the text, as exiftool calls it.
  bool can_move;
  Bytes (*note)(bool big_endian);
};

constexpr Maker kMakers[] = {
    {"Canon", "Canon:CanonImageType", false, [](bool big_endian) { return note_directory(6, kNoteAt, big_endian); }},
    {"NIKON CORPORATION", "Nikon:Quality", true,
     [](bool big_endian) {
       const std::string_view header("Nikon\0\2\x10\0\0", 10);
       const Bytes order = big_endian ? Bytes{'M', 'M', 0, 42, 0, 0, 0, 8} : Bytes{'I', 'I', 42, 0, 8, 0, 0, 0};
       return joined({{header.begin(), header.end()}, order, note_directory(4, 8, big_endian)});
     }},
};

ExifTables tables_of(const Maker& maker, bool big_endian) {
  const Bytes note = maker.note(big_endian);
  ExifTables tables{.big_endian = big_endian};
  const Bytes make = text(maker.name);
  tables.main = {{0x010F, 2, static_cast<std::uint32_t>(make.size()), make},
                 {0x0110, 2, 6, text("Model")},
                 {0x0112, 3, 1, integers({6}, 2, big_endian)}};
  tables.exif = {{0x9000, 7, 4, {'0', '2', '3', '0'}},
                 {0x927C, 7, static_cast<std::uint32_t>(note.size()), note, kNoteAt},
                 {0xA002, 4, 1, integers({64}, 4, big_endian)}};
  return tables;
}

Bytes file_of(Format format, const Bytes& exif) {
  Metadata metadata;
  metadata.exif = exif;
  const Codec& codec = *find_codec(format);
  const PixelFormat pixels = codec.storable(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), {});
  return codec.encode(testing_support::make_picture(pixels, {64, 48}), {.metadata = &metadata});
}

/// Where the text lies in a block that has the tables.
std::string text_in(const Bytes& block, const Maker& maker) {
  ExifStream stream(block);
  const auto entry_in = [&](std::size_t at, ExifTag tag) -> std::optional<ExifEntry> {
    const auto directory = stream.directory(at);
    if (!directory) return {};
    for (const ExifEntry& entry : directory->entries) {
      if (entry.tag == tag) return entry;
    }
    return {};
  };
  const auto first = stream.first_directory();
  const auto link = first ? entry_in(*first, ExifTag::exif_directory) : std::nullopt;
  const auto note = link ? entry_in(stream.integer(*link).value_or(0), ExifTag::maker_note) : std::nullopt;
  if (!note) return {};
  constexpr std::size_t kOwnHeader = 10;
  const std::size_t base = maker.can_move ? note->value.begin + kOwnHeader : 0;
  const std::size_t directory = maker.can_move ? base + 8 : note->value.begin;
  if (directory + 18 > block.size()) return "the directory is cut off";
  const std::size_t at = base + stream.u32(directory + 2 + 8);
  if (at + kText.size() > block.size()) return "the text is cut off";
  return {block.begin() + static_cast<std::ptrdiff_t>(at),
          block.begin() + static_cast<std::ptrdiff_t>(at + kText.size())};
}

testing_support::Processed process_to(const Bytes& file, Format format) {
  model::ResizeOptions options;
  options.keep = model::Keep::all;
  options.formats = {format};
  return testing_support::process(file, 24, options);
}

template <class Check>
void for_each_pair(const Check& check) {
  for (const Maker& maker : kMakers) {
    for (const bool big_endian : {false, true}) {
      for (const Format from : kFormats) {
        const Bytes input = file_of(from, exif_block(tables_of(maker, big_endian)));
        for (const Format to : kFormats) {
          SCOPED_TRACE(std::string(maker.name) + (big_endian ? " MM " : " II ") + std::string(model::name_of(from)) +
                       " to " + std::string(model::name_of(to)));
          check(maker, process_to(input, to), to);
        }
      }
    }
  }
}

TEST(MakerNotes, KeepTheirSenseInEveryPairOfFormats) {
  for_each_pair([](const Maker& maker, const testing_support::Processed& output, Format to) {
    EXPECT_EQ(text_in(to == Format::tiff ? output.file : output.info.metadata.exif, maker), kText);
    EXPECT_EQ(output.report.warnings, model::Warnings{});
  });
}

TEST(MakerNotes, AreReadByExiftoolInEveryPairOfFormats) {
  if (std::system("command -v exiftool >/dev/null 2>&1") != 0) GTEST_SKIP() << "exiftool is not installed";
  const test::TempFolder folder;
  std::vector<std::string> tags;
  std::size_t count = 0;
  std::string command = "exiftool -j -n -G1 -a";
  for_each_pair([&](const Maker& maker, const testing_support::Processed& output, Format) {
    const auto path = folder / std::to_string(count++);
    util::write_new_file(path, output.file);
    command += " '" + path.string() + "'";
    tags.emplace_back(maker.tag);
  });
  command += " > '" + (folder / "result").string() + "' 2>/dev/null";
  ASSERT_NE(std::system(command.c_str()), -1);
  std::ifstream result(folder / "result");
  const auto read = nlohmann::json::parse(result);
  ASSERT_EQ(read.size(), tags.size());
  for (std::size_t i = 0; i < tags.size(); ++i) {
    EXPECT_EQ(read[i].value(tags[i], ""), kText) << read[i].dump(1);
    EXPECT_FALSE(read[i].contains("ExifTool:Warning")) << read[i].dump(1);
  }
}

/// A TIFF file may have them behind all its pixels.
TEST(MakerNotes, ThatCannotBeMovedSoFarAreLeftOutWithAWarning) {
  for (const Maker& maker : kMakers) {
    ExifTables tables = tables_of(maker, false);
    const Bytes long_value(70'000, 7);
    tables.exif.insert(tables.exif.begin(), {0x8FFF, 7, static_cast<std::uint32_t>(long_value.size()), long_value});
    tables.exif[2].fixed_at.reset();  // it then follows the long value
    const Bytes input = file_of(Format::tiff, exif_block(tables));
    for (const Format to : {Format::png, Format::webp, Format::tiff, Format::avif}) {
      const auto output = process_to(input, to);
      const Bytes& block = to == Format::tiff ? output.file : output.info.metadata.exif;
      EXPECT_EQ(text_in(block, maker), maker.can_move ? kText : "") << maker.name;
      EXPECT_EQ(output.report.warnings.has(Warning::maker_notes_dropped), !maker.can_move) << maker.name;
    }
    model::ResizeOptions options;
    options.formats = {Format::png};
    EXPECT_EQ(testing_support::process(input, 24, options).report.warnings, model::Warnings{}) << "not to be kept";
  }
}

TEST(MakerNotes, ThatCountFromTheirOwnBeginningCanMove) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, bool> rows[] = {
      {"Nikon\0\2\x10\0\0II*\0"sv, true},
      {"Nikon\0\1\0"sv, false},
      {"Apple iOS\0\0\1MM"sv, true},
      {"OLYMPUS\0II\3\0"sv, true},
      {"OLYMP\0\1\0"sv, false},
      {"FUJIFILM\x0C\0\0\0"sv, true},
      {"Panasonic\0\0\0"sv, false},
      {"SONY DSC \0\0\0"sv, false},
      {"AOC\0MM"sv, false},
      {"PENTAX \0MM"sv, true},
      {"\x2B\0\1\0\3\0\x30\0"sv, false},
      {""sv, false},
  };
  for (const auto& [note, can_move] : rows) {
    EXPECT_EQ(maker_note_can_move(Bytes(note.begin(), note.end())), can_move) << note;
  }
}

}  // namespace
}  // namespace resizer::imaging
