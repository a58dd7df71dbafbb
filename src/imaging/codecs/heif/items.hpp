#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "imaging/codecs/heif/iso_boxes.hpp"

namespace resizer::imaging {

/// An extent of an item's data, relative to the start of the file or of the box 'idat'.
struct HeifExtent {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;  ///< 0: up to the end.
};

struct HeifProperty {
  Box box;
  bool is_essential = false;
};

struct HeifItem {
  std::uint32_t type = 0;
  std::string_view content_type;  ///< Of an item of type 'mime'.
  bool is_hidden = false;
  bool is_protected = false;
  /// 0: in the file, 1: in 'idat', 2: in other items.
  unsigned construction = 0;
  bool is_elsewhere = false;  ///< In another file.
  std::vector<HeifExtent> extents;
  std::vector<HeifProperty> properties;  ///< In the order in which they apply.
};

/// The data of an item; a copy only if it has several extents.
class HeifData {
 public:
  explicit HeifData(ByteView whole) : view_(whole) {}
  explicit HeifData(Bytes joined) : joined_(std::move(joined)), view_(joined_) {}
  HeifData(HeifData&& other) noexcept = default;
  HeifData& operator=(HeifData&& other) noexcept = default;
  ByteView bytes() const noexcept { return view_; }

 private:
  Bytes joined_;
  ByteView view_;
};

/// The items of a file with their properties and references (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6 and 9.3).
/// Throws util::Error: truncated if a box ends too early, corrupt for invalid values, too_large for more entries than
/// any image needs, unsupported_format for data that is encrypted or in another file.
class HeifItems {
 public:
  /// `file` must outlive the items.
  explicit HeifItems(ByteView file);

  std::uint32_t primary() const noexcept { return primary_; }
  const std::map<std::uint32_t, HeifItem>& all() const noexcept { return items_; }
  const HeifItem& at(std::uint32_t id) const;
  /// The item's first property of this type; null if it has none.
  const Box* property(std::uint32_t id, std::string_view type, bool (*wanted)(ByteView) = nullptr) const;

  struct Reference {
    std::uint32_t type;
    std::uint32_t from;
    std::uint32_t to;
  };
  const std::vector<Reference>& references() const noexcept { return references_; }
  /// The targets of references of this type from the item, in order.
  std::vector<std::uint32_t> referred_by(std::uint32_t from, std::string_view type) const;

  std::uint64_t data_bytes(std::uint32_t id) const;
  HeifData data(std::uint32_t id) const;

 private:
  void read_primary(ByteView body);
  void read_types(ByteView body);
  void read_type(ByteView body);
  void read_locations(ByteView body);
  void read_references(ByteView body);
  void read_properties(ByteView body);
  void read_associations(ByteView body, const std::vector<Box>& properties);
  std::vector<ByteView> parts(const HeifItem& item) const;

  ByteView file_;
  ByteView item_data_;
  std::uint32_t primary_ = 0;
  std::map<std::uint32_t, HeifItem> items_;
  std::vector<Reference> references_;
};

}  // namespace resizer::imaging
