#include "imaging/codecs/tiff/file.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <new>
#include <string_view>

#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using util::Error;
using util::ErrorCode;

/// The limit for a single allocation by libtiff: more than any accepted strip or tile needs.
constexpr tmsize_t kMaxAllocationBytes = tmsize_t{1} << 30U;

struct FreeOptions {
  void operator()(TIFFOpenOptions* options) const noexcept { TIFFOpenOptionsFree(options); }
};
using OpenOptions = std::unique_ptr<TIFFOpenOptions, FreeOptions>;

OpenOptions make_options(TiffMessages& messages) {
  OpenOptions options(TIFFOpenOptionsAlloc());
  if (!options) throw std::bad_alloc();
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxAllocationBytes);
  messages.attach(options.get());
  return options;
}

/// Callbacks of libtiff that do nothing for memory.
tmsize_t refuse_write(thandle_t /*self*/, void* /*data*/, tmsize_t /*bytes*/) {
  return 0;
}
int ignore_close(thandle_t /*self*/) {
  return 0;
}
int refuse_map(thandle_t /*self*/, void** /*base*/, toff_t* /*size*/) {
  return 0;
}
void ignore_unmap(thandle_t /*self*/, void* /*base*/, toff_t /*size*/) {}

std::uint64_t target_of_seek(std::uint64_t position, std::uint64_t size, toff_t offset, int whence) noexcept {
  switch (whence) {
    case SEEK_CUR:
      return position + offset;
    case SEEK_END:
      return size + offset;
    default:
      return offset;
  }
}

std::size_t copy_out(ByteView bytes, std::uint64_t position, void* data, tmsize_t wanted) noexcept {
  if (position >= bytes.size() || wanted <= 0) return 0;
  const std::size_t count = std::min(static_cast<std::size_t>(wanted), bytes.size() - position);
  std::memcpy(data, bytes.data() + position, count);
  return count;
}

bool says_out_of_memory(std::string_view message) noexcept {
  constexpr std::array<std::string_view, 3> kPhrases{"No space for", "ut of memory", "Failed to allocate memory"};
  return std::any_of(kPhrases.begin(), kPhrases.end(),
                     [=](std::string_view phrase) { return message.find(phrase) != std::string_view::npos; });
}

}  // namespace

void TiffMessages::attach(TIFFOpenOptions* options) noexcept {
  TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, this);
  TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, this);
}

int TiffMessages::on_error(TIFF* /*tiff*/, void* self, const char* /*module*/, const char* format,
                           std::va_list arguments) {
  static_cast<TiffMessages*>(self)->keep(format, arguments);
  return 1;  // do not call the global handler
}

/// The JPEG and fax decoders continue with invented pixels after a warning.
int TiffMessages::on_warning(TIFF* /*tiff*/, void* self, const char* module, const char* format,
                             std::va_list arguments) {
  const std::string_view decoder = module == nullptr ? "" : module;
  if (decoder == "JPEGLib" || decoder.starts_with("Fax")) static_cast<TiffMessages*>(self)->keep(format, arguments);
  return 1;
}

void TiffMessages::keep(const char* format, std::va_list arguments) noexcept {
  if (any()) return;
  std::array<char, 200> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  try {
    first_error_ = text[0] == '\0' ? "unknown error" : text.data();
  } catch (const std::bad_alloc&) {
    first_error_ = "Out of memory";  // short enough to need no allocation
  }
}

TiffSource::TiffSource(ByteView bytes, std::uint64_t directory_offset, Damage& damage) : bytes_(bytes) {
  const OpenOptions options = make_options(messages_);
  constexpr const char* kReadHeaderOnly = "rh";
  handle_.reset(TIFFClientOpenExt("memory", kReadHeaderOnly, this, read, refuse_write, seek, ignore_close, size,
                                  refuse_map, ignore_unmap, options.get()));
  if (!handle_ || TIFFSetSubDirectory(handle_.get(), directory_offset) != 1) throw error();
  if (ran_past_end_) damage.lost(error());
  clear_messages();
}

Error TiffSource::error() const {
  const std::string& message = messages_.first_error();
  if (says_out_of_memory(message)) return {ErrorCode::out_of_memory, "out of memory in the TIFF codec"};
  if (ran_past_end_) {
    return {ErrorCode::truncated, "truncated TIFF: " + (message.empty() ? "the data ends too early" : message)};
  }
  return {ErrorCode::corrupt, "corrupt TIFF: " + message};
}

void TiffSource::clear_messages() noexcept {
  messages_.clear();
  ran_past_end_ = false;
}

tmsize_t TiffSource::read(thandle_t self, void* data, tmsize_t bytes) {
  auto& source = *static_cast<TiffSource*>(self);
  const std::size_t count = copy_out(source.bytes_, source.position_, data, bytes);
  source.position_ += count;
  if (static_cast<tmsize_t>(count) != bytes) source.ran_past_end_ = true;
  return static_cast<tmsize_t>(count);
}

toff_t TiffSource::seek(thandle_t self, toff_t offset, int whence) {
  auto& source = *static_cast<TiffSource*>(self);
  source.position_ = target_of_seek(source.position_, source.bytes_.size(), offset, whence);
  return source.position_;
}

toff_t TiffSource::size(thandle_t self) {
  return static_cast<TiffSource*>(self)->bytes_.size();
}

TiffSink::TiffSink(const char* mode) {
  const OpenOptions options = make_options(messages_);
  handle_.reset(TIFFClientOpenExt("memory", mode, this, read, write, seek, ignore_close, size, refuse_map, ignore_unmap,
                                  options.get()));
  if (!handle_) raise_if_failed();
  if (!handle_) throw std::bad_alloc();
}

TiffSink::TiffSink(ByteView stream) : TiffSink(stream.empty() || stream[0] == 'I' ? "wl" : "wb") {
  // libtiff has written the header, and appends everything else.
  if (stream.size() > bytes_.size()) {
    const ByteView behind_header = stream.subspan(bytes_.size());
    bytes_.insert(bytes_.end(), behind_header.begin(), behind_header.end());
  }
}

Bytes TiffSink::finish() {
  handle_.reset();
  raise_if_failed();
  return std::move(bytes_);
}

void TiffSink::raise_if_failed() const {
  if (out_of_memory_ || says_out_of_memory(messages_.first_error())) throw std::bad_alloc();
  if (messages_.any()) throw Error(ErrorCode::internal, "the TIFF codec failed: " + messages_.first_error());
}

tmsize_t TiffSink::read(thandle_t self, void* data, tmsize_t bytes) {
  auto& sink = *static_cast<TiffSink*>(self);
  const std::size_t count = copy_out(sink.bytes_, sink.position_, data, bytes);
  sink.position_ += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t TiffSink::write(thandle_t self, void* data, tmsize_t bytes) {
  auto& sink = *static_cast<TiffSink*>(self);
  const std::uint64_t end = sink.position_ + static_cast<std::uint64_t>(bytes);
  try {
    if (end > sink.bytes_.size()) sink.bytes_.resize(end);
  } catch (const std::bad_alloc&) {
    sink.out_of_memory_ = true;
    return 0;
  }
  std::memcpy(sink.bytes_.data() + sink.position_, data, static_cast<std::size_t>(bytes));
  sink.position_ = end;
  return bytes;
}

toff_t TiffSink::seek(thandle_t self, toff_t offset, int whence) {
  auto& sink = *static_cast<TiffSink*>(self);
  sink.position_ = target_of_seek(sink.position_, sink.bytes_.size(), offset, whence);
  return sink.position_;
}

toff_t TiffSink::size(thandle_t self) {
  return static_cast<TiffSink*>(self)->bytes_.size();
}

}  // namespace resizer::imaging
