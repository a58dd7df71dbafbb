#pragma once

#include <tiffio.h>

#include <cstdarg>
#include <memory>
#include <string>

#include "imaging/codecs/codec.hpp"
#include "imaging/core/damage.hpp"

/// TIFF files in memory for libtiff to read and write.
namespace resizer::imaging {

struct CloseTiff {
  void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};
using TiffHandle = std::unique_ptr<TIFF, CloseTiff>;

/// Collects messages of libtiff about one file, instead of its global handlers.
class TiffMessages {
 public:
  /// Makes libtiff report to this object, which must outlive the handle and not move.
  void attach(TIFFOpenOptions* options) noexcept;

  /// Clears errors that affect no pixel, such as unreadable tags that are not used.
  void clear() noexcept { first_error_.clear(); }
  bool any() const noexcept { return !first_error_.empty(); }
  const std::string& first_error() const noexcept { return first_error_; }

 private:
  static int on_error(TIFF* tiff, void* self, const char* module, const char* format, std::va_list arguments);
  static int on_warning(TIFF* tiff, void* self, const char* module, const char* format, std::va_list arguments);
  void keep(const char* format, std::va_list arguments) noexcept;

  std::string first_error_;
};

/// One directory of an input file, whose bytes must outlive it.
class TiffSource {
 public:
  /// Throws util::Error if libtiff cannot read the directory at this offset. Tag data beyond the end of the file is
  /// damage, since it may be the color profile.
  TiffSource(ByteView bytes, std::uint64_t directory_offset, Damage& damage);
  TiffSource(const TiffSource&) = delete;
  TiffSource& operator=(const TiffSource&) = delete;
  ~TiffSource() = default;

  TIFF* handle() const noexcept { return handle_.get(); }
  ByteView bytes() const noexcept { return bytes_; }
  /// Whether libtiff reported damage since the last clear.
  bool is_damaged() const noexcept { return messages_.any(); }
  /// The reported damage.
  util::Error error() const;
  void clear_messages() noexcept;

 private:
  static tmsize_t read(thandle_t self, void* data, tmsize_t bytes);
  static toff_t seek(thandle_t self, toff_t offset, int whence);
  static toff_t size(thandle_t self);

  ByteView bytes_;
  std::uint64_t position_ = 0;
  bool ran_past_end_ = false;
  TiffMessages messages_;
  TiffHandle handle_;
};

/// An output file.
class TiffSink {
 public:
  /// `mode` as for TIFFOpen().
  explicit TiffSink(const char* mode = "w");
  /// The file starts with the bytes of `stream`, a TIFF stream, after the header, and has its byte order; pixels and
  /// directory follow.
  explicit TiffSink(ByteView stream);
  TiffSink(const TiffSink&) = delete;
  TiffSink& operator=(const TiffSink&) = delete;
  ~TiffSink() = default;

  TIFF* handle() const noexcept { return handle_.get(); }
  /// Writes the directory, closes the file and returns its bytes. Throws util::Error.
  Bytes finish();
  /// Throws util::Error if libtiff reported an error.
  void raise_if_failed() const;

 private:
  static tmsize_t read(thandle_t self, void* data, tmsize_t bytes);
  static tmsize_t write(thandle_t self, void* data, tmsize_t bytes);
  static toff_t seek(thandle_t self, toff_t offset, int whence);
  static toff_t size(thandle_t self);

  Bytes bytes_;
  std::uint64_t position_ = 0;
  bool out_of_memory_ = false;
  TiffMessages messages_;
  TiffHandle handle_;
};

}  // namespace resizer::imaging
