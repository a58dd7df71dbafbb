#include "imaging/codecs/jxl/boxes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "imaging/codecs/jxl/libjxl.hpp"
#include "imaging/codecs/jxl/signature.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/xmp.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::ErrorCode;

constexpr std::size_t kTypeBytes = 4;

/// Whether the last box ends where the file does (ISO/IEC 14496-12, 4.2).
bool ends_with_a_box(ByteView file) noexcept {
  constexpr std::size_t kHeaderBytes = 8;
  constexpr std::size_t kLongHeaderBytes = 16;
  while (!file.empty()) {
    if (file.size() < kHeaderBytes) return false;
    std::uint64_t box_bytes = big_endian_u32(file.data());
    if (box_bytes == 0) return true;  // to the end of the file
    if (box_bytes == 1) {
      if (file.size() < kLongHeaderBytes) return false;
      box_bytes = std::uint64_t{big_endian_u32(&file[8])} << 32U | big_endian_u32(&file[12]);
    }
    if (box_bytes < kHeaderBytes || box_bytes > file.size()) return false;
    file = file.subspan(box_bytes);
  }
  return true;
}

/// Lets libjxl go from box to box, and gives the contents of those that are asked for.
class BoxReader {
 public:
  /// libjxl may only be told that the file ends here if it is whole.
  BoxReader(ByteView file, bool is_whole) : decoder_(make_jxl_decoder()) {
    libjxl().JxlDecoderSubscribeEvents(decoder_.get(), JXL_DEC_BOX);
    libjxl().JxlDecoderSetDecompressBoxes(decoder_.get(), JXL_TRUE);
    libjxl().JxlDecoderSetInput(decoder_.get(), file.data(), file.size());
    if (is_whole) libjxl().JxlDecoderCloseInput(decoder_.get());
    status_ = libjxl().JxlDecoderProcessInput(decoder_.get());
  }

  bool at_box() const noexcept { return status_ == JXL_DEC_BOX; }

  std::string type() const {
    JxlBoxType type{};
    libjxl().JxlDecoderGetBoxType(decoder_.get(), type, JXL_TRUE);
    return {std::begin(type), std::end(type)};
  }

  void skip() { status_ = libjxl().JxlDecoderProcessInput(decoder_.get()); }

  /// The contents of this box, as far as the file has them; none if they are too long, and then there is no next box.
  /// Goes on to the next box.
  std::optional<Bytes> read() {
    constexpr std::size_t kFirstBytes = std::size_t{64} << 10U;
    const std::size_t most_bytes = most_content_bytes();
    Bytes contents(kFirstBytes);
    libjxl().JxlDecoderSetBoxBuffer(decoder_.get(), contents.data(), contents.size());
    while (true) {
      status_ = libjxl().JxlDecoderProcessInput(decoder_.get());
      const std::size_t filled = contents.size() - libjxl().JxlDecoderReleaseBoxBuffer(decoder_.get());
      if (filled > most_bytes) return std::nullopt;
      if (status_ != JXL_DEC_BOX_NEED_MORE_OUTPUT) {
        contents.resize(filled);
        return contents;
      }
      contents.resize(std::min(2 * contents.size(), most_bytes + 1));
      libjxl().JxlDecoderSetBoxBuffer(decoder_.get(), &contents[filled], contents.size() - filled);
    }
  }

  bool is_broken() const noexcept { return status_ == JXL_DEC_ERROR; }

 private:
  /// Inflating takes time, and metadata do not shrink to a small part of a percent.
  std::size_t most_content_bytes() const {
    constexpr std::uint64_t kAlwaysBytes = std::uint64_t{1} << 20U;
    constexpr std::uint64_t kMostShrinking = 256;
    std::uint64_t box_bytes = 0;
    libjxl().JxlDecoderGetBoxSizeRaw(decoder_.get(), &box_bytes);
    box_bytes = std::min<std::uint64_t>(box_bytes, kMaxMetadataBytes);
    return std::min<std::uint64_t>(kMaxMetadataBytes, std::max(kAlwaysBytes, kMostShrinking * box_bytes));
  }

  JxlDecoderHandle decoder_;
  JxlDecoderStatus status_ = JXL_DEC_ERROR;
};

/// The TIFF stream behind its offset (ISO/IEC 18181-2, 9.5).
ByteView exif_in(ByteView box) noexcept {
  if (box.size() < kTypeBytes) return {};
  const std::size_t offset = big_endian_u32(box.data());
  box = box.subspan(kTypeBytes);
  return without_exif_prefix(box.subspan(std::min(offset, box.size())));
}

/// The first box of each kind counts.
void keep(ByteView contents, Bytes& target) {
  if (target.empty()) target.assign(contents.begin(), contents.end());
}

}  // namespace

void read_jxl_boxes(ByteView file, ImageInfo& info, Damage& damage) {
  if (!starts_jxl_container(file)) return;
  const bool is_whole = ends_with_a_box(file);
  if (!is_whole) damage.lost({ErrorCode::truncated, "JPEG XL: the file ends within a box"});
  BoxReader reader(file, is_whole);
  while (reader.at_box()) {
    const std::string type = reader.type();
    if (type == "jhgm") info.warnings.add(model::Warning::gain_map_dropped);  // ISO 21496-1
    if (type != "Exif" && type != "xml ") {
      reader.skip();
      continue;
    }
    const std::optional<Bytes> contents = reader.read();
    if (!contents) {
      damage.odd({ErrorCode::corrupt, "JPEG XL: metadata larger than any program writes them"});
      break;
    }
    if (type == "Exif") keep(exif_in(*contents), info.metadata.exif);
    if (type == "xml ") keep(*contents, info.metadata.xmp);
  }
  if (reader.is_broken()) damage.lost({ErrorCode::corrupt, "JPEG XL: a box of metadata is damaged"});
  if (summarize_exif(info.metadata.exif).broken) info.warnings.add(model::Warning::exif_broken);
  info.warnings.add(parts_described_by_xmp(info.metadata.xmp));
}

}  // namespace resizer::imaging
