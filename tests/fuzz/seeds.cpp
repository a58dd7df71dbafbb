// Writes what fuzzing begins with: fuzz_seeds FOLDER makes one folder for each target.
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/heif_testing.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/phone_heic.hpp"
#include "imaging/support/pictures.hpp"
#include "imaging/support/profiles.hpp"
#include "imaging/support/scan_scripts.hpp"
#include "rerun/journal_contents.hpp"

namespace resizer::imaging {
namespace {

namespace fs = std::filesystem;

using testing_support::format_of;

constexpr Size kSize{19, 13};

class SeedFolder {
 public:
  explicit SeedFolder(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
  void add(const Bytes& seed) {
    std::ofstream file(path_ / std::to_string(count_++), std::ios::binary);
    file.write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
    file.close();
    if (!file) throw std::runtime_error("cannot write to " + path_.string());
  }

 private:
  fs::path path_;
  int count_ = 0;
};

/// A block of one directory in the byte order that `order` ("II" or "MM") names: orientation and the picture's width.
Bytes exif_block(const std::string& order) {
  const bool little = order == "II";
  const std::string text =
      little ? std::string("II*\0\10\0\0\0\2\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\1\4\0\1\0\0\0\x13\0\0\0\0\0\0\0", 38)
             : std::string("MM\0*\0\0\0\10\0\2\1\x12\0\3\0\0\0\1\0\6\0\0\1\0\0\4\0\0\0\1\0\0\0\x13\0\0\0\0", 38);
  return {text.begin(), text.end()};
}

std::vector<PixelFormat> pixel_formats() {
  std::vector<PixelFormat> formats;
  for (const ColorFamily family : {ColorFamily::gray, ColorFamily::ycbcr, ColorFamily::rgb, ColorFamily::cmyk}) {
    for (const SampleType sample : {SampleType::u8, SampleType::u16, SampleType::f32}) {
      for (const Alpha alpha : {Alpha::none, Alpha::straight}) {
        PixelFormat format = format_of(family, family == ColorFamily::ycbcr ? Subsampling{1, 1} : Subsampling{});
        format.sample = sample;
        format.depth_bits = sample == SampleType::u8 ? 8 : sample == SampleType::u16 ? 16 : 32;
        format.alpha = alpha;
        formats.push_back(format);
      }
    }
  }
  return formats;
}

/// HEIC is only read: libheif makes more of it where it has an encoder.
std::vector<Bytes> heic_pictures(const Metadata& metadata) {
  std::vector<Bytes> files{testing_support::make_phone_heic(2, 1, metadata)};
  if (!testing_support::can_make(heif_compression_HEVC)) return files;
  for (const PixelFormat& format :
       {format_of(ColorFamily::gray), format_of(ColorFamily::ycbcr), format_of(ColorFamily::ycbcr, {1, 1})}) {
    files.push_back(testing_support::make_heif({.compression = heif_compression_HEVC},
                                               testing_support::make_picture(format, kSize)));
  }
  return files;
}

/// What the encoder does not write: a grid, cropped, turned and with alpha.
Bytes composed_avif() {
  using namespace testing_support;
  const StoredItem tile =
      coded_item({.color = CodedColor{9, 16, 9, false}}, make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {16, 16}));
  StoredItem alpha = coded_item({}, make_picture(format_of(ColorFamily::gray), {30, 16}));
  alpha.properties.push_back(auxiliary_box(kAlphaUrn));
  const Size size{30, 16};
  return write_heif({.items = {{.type = "grid",
                                .properties = {extents_box(size), crop_box({20, 10, 0, 0}), rotation_box(1)},
                                .data = grid_data(1, 2, size)},
                               tile,
                               tile,
                               alpha},
                     .references = {{"dimg", 1, {2, 3}}, {"auxl", 4, {1}}, {"prem", 1, {4}}}});
}

/// An image in every pixel format that the codec stores, some with metadata.
std::vector<Bytes> pictures(const Codec& codec) {
  Metadata metadata;
  metadata.exif = exif_block("MM");
  metadata.xmp.assign(40, 'x');
  metadata.iptc.assign(20, 3);
  if (codec.format == model::Format::heic) return heic_pictures(metadata);
  if (codec.encode == nullptr) return testing_support::files_of(codec.format);
  const Metadata none;
  std::vector<PixelFormat> stored;
  std::vector<Bytes> files;
  if (codec.format == model::Format::avif) files.push_back(composed_avif());
  for (const PixelFormat& wanted : pixel_formats()) {
    for (const Compression compression : {Compression::lossy, Compression::lossless}) {
      const PixelFormat format = codec.storable(wanted, compression);
      if (std::find(stored.begin(), stored.end(), format) != stored.end()) continue;
      stored.push_back(format);
      const bool with_metadata = stored.size() % 2 == 1;
      const bool is_gray = format.family == ColorFamily::gray;
      metadata.icc = is_gray ? testing_support::gray_of_gamma(1.8) : testing_support::display_p3();
      files.push_back(codec.encode(testing_support::make_picture(format, kSize),
                                   {.quality = 80, .metadata = with_metadata ? &metadata : &none}));
    }
  }
  return files;
}

void write_picture_seeds(const fs::path& root) {
  SeedFolder processor(root / "image_processor");
  for (const Codec& codec : codecs()) {
    SeedFolder decoder(root / std::string(model::name_of(codec.format)));
    std::uint8_t choice = 0;
    for (Bytes file : pictures(codec)) {
      decoder.add(file);
      for (int option = 0; option < 8; ++option) file.push_back(choice = static_cast<std::uint8_t>(choice + 11));
      processor.add(file);
    }
  }
}

void write_scan_seeds(const fs::path& root) {
  SeedFolder folder(root / "jpeg_scans");
  std::mt19937 random(1);
  std::vector<testing_support::ScanScript> scripts = testing_support::known_scripts();
  for (int count = 0; count < 10; ++count) scripts.push_back(testing_support::random_script(random, 3));
  for (const testing_support::ScanScript& script : scripts) {
    testing_support::StoredJpeg kind{.size = {40, 24}, .h_samp_factor = 2, .progressive = true, .script = script};
    folder.add(make_jpeg(kind, testing_support::flat_and_noisy));
    kind.restart_interval = 3;
    folder.add(make_jpeg(kind, testing_support::flat_and_noisy));
  }
}

void write_exif_seeds(const fs::path& root) {
  SeedFolder folder(root / "exif");
  for (const char* order : {"II", "MM"}) folder.add(exif_block(order));
}

void write_xmp_seeds(const fs::path& root) {
  const std::string begin =
      "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
      " xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
      " xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' xmlns:C='http://ns.google.com/photos/1.0/container/'"
      " xmlns:GCamera='http://ns.google.com/photos/1.0/camera/' ";
  const std::string end = "</rdf:Description></rdf:RDF></x:xmpmeta>  <?xpacket end='w'?>";
  SeedFolder folder(root / "xmp");
  for (const char* middle : {"tiff:Orientation='6' hdrgm:Version='1.0' GCamera:MotionPhoto='1'>",
                             "><tiff:Orientation>6</tiff:Orientation><tiff:ImageWidth rdf:value='640'/>",
                             "><xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType='Resource'/></rdf:Alt></xmp:Thumbnails>",
                             "><C:Directory><rdf:Seq><rdf:li tiff:Orientation='6'/></rdf:Seq></C:Directory>"}) {
    std::string packet = begin;
    packet.append(middle).append(end);
    folder.add(Bytes(packet.begin(), packet.end()));
    Bytes wide;
    for (const char letter : packet) wide.insert(wide.end(), {static_cast<std::uint8_t>(letter), 0});
    folder.add(wide);
  }
}

void write_command_line_seeds(const fs::path& root) {
  SeedFolder folder(root / "command_line");
  for (const std::string text :
       {"--in\na\n--out\nb\n--width\n800\n", "-i\na\nb\n-o\nc\n--height\n7\n--fit\ncover\n-q\n90\n", "--help\n", "-V\n",
        "--in=a\n--out=b\n--width=4\n--max-pixels\n1.5mp\n--shrink-on-load\noff\n-j\nauto\n--\n-x\n",
        "--in\na\n--out\nb\n--width\n1\n--mode\nparallel\n--runs\n3\n--json\n--quiet\n--color\nnever\n"}) {
    folder.add({text.begin(), text.end()});
  }
}

/// The reports that tests of the report compare with.
void write_report_seeds(const fs::path& folder_path) {
  SeedFolder folder(folder_path);
  for (const fs::directory_entry& golden :
       fs::directory_iterator(fs::path(RESIZER_SOURCE_DIR) / "tests/report/golden")) {
    if (golden.path().extension() != ".json") continue;
    std::ifstream file(golden.path(), std::ios::binary);
    folder.add(Bytes(std::istreambuf_iterator<char>(file), {}));
  }
}

void write_journal_seeds(const fs::path& root) {
  SeedFolder folder(root / "journal");
  const rerun::Record record{
      .source = "/in/a.jpg",
      .source_state = {.bytes = 4000, .modified = std::chrono::nanoseconds(5)},
      .source_hash = 7,

      .outputs = {{.path = "a-400.jpg", .state = {}, .hash = 9}, {.path = "a-800.jpg", .state = {}, .hash = 10}}};
  const std::vector<std::string> forgotten{"a-400.jpg", "b.jpg"};
  rerun::EntryWriter entries;
  std::string journal = rerun::EntryWriter::header() + entries.made(record);
  journal += entries.forgotten(forgotten);
  for (const std::string& bytes : {journal, rerun::to_bytes(record)}) folder.add({bytes.begin(), bytes.end()});
}

}  // namespace
}  // namespace resizer::imaging

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: fuzz_seeds FOLDER\n";
    return 2;
  }
  resizer::imaging::write_picture_seeds(argv[1]);
  resizer::imaging::write_scan_seeds(argv[1]);
  resizer::imaging::write_exif_seeds(argv[1]);
  resizer::imaging::write_xmp_seeds(argv[1]);
  resizer::imaging::write_command_line_seeds(argv[1]);
  for (const char* target : {"baseline", "failures"}) {
    resizer::imaging::write_report_seeds(std::filesystem::path(argv[1]) / target);
  }
  resizer::imaging::write_journal_seeds(argv[1]);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "fuzz_seeds: " << error.what() << '\n';
  return 1;
}
