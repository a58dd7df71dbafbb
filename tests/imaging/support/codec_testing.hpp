#pragma once

#include <functional>
#include <optional>
#include <string>

#include "imaging/codecs/codec.hpp"
#include "imaging/support/pictures.hpp"

/// What the tests of all codecs share.
namespace resizer::imaging::testing_support {

struct Decoded {
  ImageInfo info;
  DecodedLayout layout;
  Image image;
};

/// Decodes a whole file into planes of its own.
Decoded decode_file(const Codec& codec, ByteView file, const DecodeRequest& request = {});

/// Decodes the same file through rings of a few rows, as a streaming caller does, and puts the rows together.
Image decode_through_rings(const Codec& codec, ByteView file, const DecodeRequest& request = {});

/// An image whose samples are set by a function of plane, x and y.
Image make_picture(const PixelFormat& format, Size size,
                   const std::function<double(unsigned plane, std::uint32_t x, std::uint32_t y)>& sample);

/// The sample at a place, as a number.
double sample_at(const Image& image, unsigned plane, std::uint32_t x, std::uint32_t y);

/// The largest difference between two samples in the same place; infinite if format or size differ.
double max_difference(const Image& a, const Image& b);

/// The format in words, for messages.
std::string printed(const PixelFormat& format);

/// Decodes every prefix of a file up to `step` bytes apart: each must throw util::Error or, if `may_succeed`, be read.
void expect_prefixes_fail(const Codec& codec, ByteView file, std::size_t step = 1);

/// Decodes a file that may be damaged in any way: it must be read or throw util::Error or std::bad_alloc. Its pixels
/// are left alone if its header announces more than a test should wait for.
void expect_safe(const Codec& codec, ByteView file);

/// Decodes the file with single bytes changed: each must be read or throw util::Error or std::bad_alloc.
void expect_changes_are_safe(const Codec& codec, const Bytes& file, std::size_t step);

/// The bytes of a file in the shared folder, if it is there.
std::optional<Bytes> shared_file(const std::string& name);

/// Metadata with recognizable contents in every field that the caller did not empty.
Metadata make_metadata();

}  // namespace resizer::imaging::testing_support
