#include "imaging/codecs/png/zlib_stream.hpp"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <algorithm>
#include <limits>
#include <new>

#include "util/error.hpp"

namespace resizer::imaging {

namespace {

/// ISA-L has 32-bit sizes; larger pieces take several calls.
std::uint32_t clamped(std::size_t size_bytes) noexcept {
  return static_cast<std::uint32_t>(std::min<std::size_t>(size_bytes, std::numeric_limits<std::uint32_t>::max()));
}

/// ISA-L takes input as a pointer to mutable bytes and does not write to them.
std::uint8_t* as_input(ByteView bytes) noexcept {
  return const_cast<std::uint8_t*>(bytes.data());
}

/// The first bytes of a stream are compressed and flushed separately, at a cost of some 2 bytes, to work around a bug
/// in the fast loop of ISA-L 2.30 (igzip_icf_body_h1_gr_bt.asm). At the start of a longer input it hashes a register
/// that holds the address of the stream, so that about one result in 8,000 would depend on that address. A flush uses
/// other code.
constexpr std::size_t kFirstBytes = 4;

Bytes deflate_by_isal(ByteView raw) {
  constexpr std::size_t kLevelBufferBytes = ISAL_DEF_LVL1_DEFAULT;
  Bytes level_buffer(kLevelBufferBytes);
  isal_zstream stream;  // isal_deflate_init() sets everything but its input
  isal_deflate_init(&stream);
  stream.avail_in = 0;
  stream.level = 1;
  stream.level_buf = level_buffer.data();
  stream.level_buf_size = kLevelBufferBytes;
  stream.gzip_flag = IGZIP_ZLIB;
  Bytes out;
  std::size_t written = 0;
  while (stream.internal_state.state != ZSTATE_END) {
    if (stream.avail_in == 0) {
      const bool is_first = stream.total_in == 0;
      stream.next_in = as_input(raw);
      stream.avail_in = clamped(is_first ? std::min(raw.size(), kFirstBytes) : raw.size());
      raw = raw.subspan(stream.avail_in);
      stream.flush = is_first ? SYNC_FLUSH : NO_FLUSH;
      stream.end_of_stream = raw.empty() ? 1 : 0;
    }
    if (written == out.size()) out.resize(written + stream.avail_in / 2 + 4096);
    stream.next_out = out.data() + written;
    stream.avail_out = clamped(out.size() - written);
    if (isal_deflate(&stream) != COMP_OK) throw util::Error(util::ErrorCode::internal, "cannot compress");
    written = static_cast<std::size_t>(stream.next_out - out.data());
  }
  out.resize(written);
  return out;
}

Bytes deflate_by_libdeflate(ByteView raw, int level) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  Bytes out(libdeflate_zlib_compress_bound(compressor.get(), raw.size()));
  out.resize(libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), out.data(), out.size()));
  return out;
}

}  // namespace

struct Inflater::State : inflate_state {};

Inflater::Inflater() : state_(std::make_unique_for_overwrite<State>()) {
  isal_inflate_init(state_.get());
  state_->crc_flag = ISAL_ZLIB;
}

Inflater::~Inflater() = default;

std::size_t Inflater::read(ByteView& in, std::span<std::uint8_t> out) {
  state_->next_in = as_input(in);
  state_->avail_in = clamped(in.size());
  state_->next_out = out.data();
  state_->avail_out = clamped(out.size());
  if (isal_inflate(state_.get()) != ISAL_DECOMP_OK) {
    throw util::Error(util::ErrorCode::corrupt, "the compressed data are damaged");
  }
  in = in.subspan(static_cast<std::size_t>(state_->next_in - in.data()));
  return static_cast<std::size_t>(state_->next_out - out.data());
}

bool Inflater::finished() const noexcept {
  return state_->block_state == ISAL_BLOCK_FINISH;
}

bool Inflater::has_taken_too_much() const noexcept {
  return state_->read_in_length >= 8;  // bits
}

Bytes inflate(ByteView stream, std::size_t max_bytes) {
  Inflater inflater;
  Bytes out;
  std::size_t written = 0;
  while (!inflater.finished()) {
    if (written == out.size()) {
      if (written == max_bytes) throw util::Error(util::ErrorCode::too_large, "compressed metadata are too large");
      out.resize(std::min(max_bytes, std::max<std::size_t>(4096, 2 * written)));
    }
    const std::size_t got = inflater.read(stream, std::span(out).subspan(written));
    if (got == 0 && stream.empty() && !inflater.finished()) {
      throw util::Error(util::ErrorCode::truncated, "compressed metadata end too early");
    }
    written += got;
  }
  out.resize(written);
  return out;
}

Bytes deflate(ByteView raw, int level) {
  return level == kFastDeflate ? deflate_by_isal(raw) : deflate_by_libdeflate(raw, level);
}

std::uint32_t crc32(ByteView bytes, std::uint32_t before) noexcept {
  return crc32_gzip_refl(before, bytes.data(), bytes.size());
}

}  // namespace resizer::imaging
