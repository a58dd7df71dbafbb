#pragma once

#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>

// libjpeg's header needs size_t and FILE to be known.
#include <jpeglib.h>

#include "imaging/core/bytes.hpp"
#include "imaging/core/damage.hpp"

namespace resizer::imaging {

/// libjpeg's error manager. Fatal errors leave the library by longjmp and become util::Error; warnings are recorded.
/// Must outlive the codec object that it is attached to, and does not move.
class JpegErrors {
 public:
  JpegErrors();
  JpegErrors(const JpegErrors&) = delete;
  JpegErrors& operator=(const JpegErrors&) = delete;

  /// The file that libjpeg reads, so that end() can say where junk was.
  void set_file(ByteView file) noexcept { hooks_.file = file; }

  /// The value for jpeg_*_struct::err.
  jpeg_error_mgr* manager() noexcept { return &hooks_.manager; }

  /// Runs `call`, which calls libjpeg, and throws util::Error for a fatal error. As that is a longjmp out of `call`, it
  /// must not own anything that needs a destructor.
  template <class Call>
  void guard(const Call& call) {
    if (setjmp(hooks_.jump) != 0) raise_fatal();
    call();
  }

  /// Reports all damage since the start, except for what end() describes. Passes on what `damage` throws.
  void report(Damage& damage) const;

  /// What libjpeg found in place of the end of the image.
  struct End {
    bool is_file_end = false;    ///< The file ends before the image does.
    std::size_t junk_bytes = 0;  ///< Skipped after a scan, unless they are padding.
    /// From the junk to the end of the file; none if it is unknown where the junk was.
    std::optional<std::size_t> rest_bytes{};

    bool is_uncertain() const noexcept { return is_file_end || junk_bytes > 0; }
  };
  const End& end() const noexcept { return hooks_.end; }

 private:
  struct Hooks {
    jpeg_error_mgr manager;  // must be first: libjpeg hands back a pointer to it
    std::jmp_buf jump;
    std::array<char, JMSG_LENGTH_MAX> message;
    int fatal_code;
    ByteView file;
    End end;
    bool corrupt;
    bool odd;
  };

  static void on_fatal(j_common_ptr codec);
  static void on_message(j_common_ptr codec, int level);
  static bool is_harmless(const jpeg_common_struct& codec);
  static bool record_junk(const jpeg_decompress_struct& codec, Hooks& hooks);
  [[noreturn]] void raise_fatal() const;

  Hooks hooks_{};
};

}  // namespace resizer::imaging
