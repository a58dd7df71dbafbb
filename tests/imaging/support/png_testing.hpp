#pragma once

#include "imaging/codecs/codec.hpp"

/// PNG files made in ways that the encoder does not use.
namespace resizer::imaging::testing_support {

struct StoredPng {
  Size size;
  unsigned bit_depth = 8;
  unsigned color = 0;  ///< As the header has it: 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGB with alpha.
  bool interlaced = false;
  Bytes palette{};
  Bytes transparency{};
  Bytes rows{};  ///< Each with its filter type before it.
};

Bytes make_png(const StoredPng& stored);

void append_chunk(Bytes& file, const char (&type)[5], const Bytes& data);

}  // namespace resizer::imaging::testing_support
