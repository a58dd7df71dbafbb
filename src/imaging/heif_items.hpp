#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string_view>
#include <vector>

#include "imaging/iso_boxes.hpp"

namespace resizer::imaging {

/// The items of a file and what belongs to them (ISO/IEC 23008-12, 6). Throws util::Error(truncated) where a box ends
/// too early.
class HeifItems {
 public:
  explicit HeifItems(ByteView meta);

  /// The first property of one of these types that the primary item, or else the first one it is put together from,
  /// has.
  const Box* property(std::initializer_list<std::string_view> names, bool (*wanted)(ByteView) = nullptr) const;

  const std::vector<Box>& properties() const noexcept { return properties_; }
  bool has_type(std::string_view name) const {
    return std::find(types_.begin(), types_.end(), fourcc(name)) != types_.end();
  }

 private:
  void read_primary(ByteView body);
  void read_types(ByteView body);
  void read_sources(ByteView body);
  void read_associations(ByteView body);

  std::uint32_t primary_ = 0;
  std::uint32_t first_source_ = 0;
  std::vector<std::uint32_t> types_;
  std::vector<Box> properties_;
  std::map<std::uint32_t, std::vector<std::size_t>> associations_;
};

}  // namespace resizer::imaging
