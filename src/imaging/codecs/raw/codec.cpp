#include "imaging/codecs/raw/codec.hpp"

#include <new>

#include "imaging/codecs/raw/container.hpp"

namespace resizer::imaging {
namespace {

bool is_raw(ByteView head) noexcept {
  try {
    return raw_container(head).has_value();
  } catch (const std::bad_alloc&) {
    return false;
  }
}

}  // namespace

const Codec& raw_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::raw,
      .matches = is_raw,
      .open = open_raw,
      .storable = nullptr,
      .encode = nullptr,
  };
  return kCodec;
}

}  // namespace resizer::imaging
