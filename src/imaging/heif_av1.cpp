#include <dav1d/dav1d.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "imaging/heif_library.hpp"

namespace resizer::imaging {
namespace {

/// libheif's decoder handle: a dav1d that works in the calling thread.
struct Av1Decoder {
  Av1Decoder() {
    Dav1dSettings settings;
    dav1d_default_settings(&settings);
    settings.n_threads = 1;
    settings.max_frame_delay = 1;
    settings.all_layers = 0;
    constexpr unsigned kMaxPixels = 1U << 29U;
    settings.frame_size_limit = kMaxPixels;
    settings.logger = {};
    if (dav1d_open(&context, &settings) != 0) context = nullptr;
  }
  Av1Decoder(const Av1Decoder&) = delete;
  Av1Decoder& operator=(const Av1Decoder&) = delete;
  ~Av1Decoder() {
    dav1d_data_unref(&data);
    if (context != nullptr) dav1d_close(&context);
  }

  Dav1dContext* context = nullptr;
  Dav1dData data{};
};

struct Picture : Dav1dPicture {
  Picture() : Dav1dPicture{} {}
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  ~Picture() { dav1d_picture_unref(this); }
};

heif_error error_of(int result) noexcept {
  return result == DAV1D_ERR(ENOMEM) ? kHeifOutOfMemory : kHeifDamaged;
}

heif_error make(void** decoder) noexcept {
  auto made = std::unique_ptr<Av1Decoder>(new (std::nothrow) Av1Decoder);
  if (!made || made->context == nullptr) return kHeifOutOfMemory;
  *decoder = made.release();
  return kHeifSuccess;
}

void release(void* decoder) noexcept {
  delete static_cast<Av1Decoder*>(decoder);  // NOLINT(cppcoreguidelines-owning-memory): libheif's interface is C
}

/// Appends to what was pushed before.
heif_error push(void* decoder, const void* data, std::size_t size) noexcept {
  if (size == 0) return kHeifSuccess;
  auto& self = *static_cast<Av1Decoder*>(decoder);
  Dav1dData longer{};
  std::uint8_t* bytes = dav1d_data_create(&longer, self.data.sz + size);
  if (bytes == nullptr) return kHeifOutOfMemory;
  if (self.data.sz > 0) std::memcpy(bytes, self.data.data, self.data.sz);
  std::memcpy(bytes + self.data.sz, data, size);
  dav1d_data_unref(&self.data);
  self.data = longer;
  return kHeifSuccess;
}

heif_chroma chroma_of(Dav1dPixelLayout layout) noexcept {
  switch (layout) {
    case DAV1D_PIXEL_LAYOUT_I400:
      return heif_chroma_monochrome;
    case DAV1D_PIXEL_LAYOUT_I420:
      return heif_chroma_420;
    case DAV1D_PIXEL_LAYOUT_I422:
      return heif_chroma_422;
    case DAV1D_PIXEL_LAYOUT_I444:
      return heif_chroma_444;
  }
  return heif_chroma_undefined;
}

/// The first picture in the data.
heif_error decode(void* decoder, heif_image** image) noexcept {
  auto& self = *static_cast<Av1Decoder*>(decoder);
  Picture picture;
  int got = DAV1D_ERR(EAGAIN);
  while (got == DAV1D_ERR(EAGAIN)) {
    const bool all_sent = self.data.sz == 0;
    const int sent = all_sent ? 0 : dav1d_send_data(self.context, &self.data);
    if (sent != 0 && sent != DAV1D_ERR(EAGAIN)) return error_of(sent);
    got = dav1d_get_picture(self.context, &picture);
    if (got == DAV1D_ERR(EAGAIN) && all_sent) return kHeifDamaged;
  }
  if (got != 0) return error_of(got);
  return hand_over({.width_px = picture.p.w,
                    .height_px = picture.p.h,
                    .chroma = chroma_of(picture.p.layout),
                    .depth_bits = picture.p.bpc,
                    .planes = {{{picture.data[0], picture.stride[0]},
                                {picture.data[1], picture.stride[1]},
                                {picture.data[2], picture.stride[1]}}}},
                   image);
}

}  // namespace

const heif_decoder_plugin& av1_plugin() noexcept {
  static constexpr int kAboveLibheifsOwn = 1000;
  static constexpr heif_decoder_plugin kPlugin{
      .plugin_api_version = 3,
      .get_plugin_name = [] { return "dav1d without threads"; },
      .init_plugin = nullptr,
      .deinit_plugin = nullptr,
      .does_support_format =
          [](heif_compression_format format) { return format == heif_compression_AV1 ? kAboveLibheifsOwn : 0; },
      .new_decoder = make,
      .free_decoder = release,
      .push_data = push,
      .decode_image = decode,
      .set_strict_decoding = [](void*, int) {},
      .id_name = "resizer-av1",
  };
  return kPlugin;
}

}  // namespace resizer::imaging
