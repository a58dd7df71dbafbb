#pragma once

#include <jxl/decode.h>
#include <jxl/encode.h>

#include <memory>

#include "util/shared_library.hpp"

/// libjxl: its functions, and its handles as owners.
namespace resizer::imaging {

/// It measures the clock as it is loaded.
struct LibJxl : util::SharedLibrary {
  LibJxl();

  RESIZER_FUNCTION(JxlDecoderCloseInput);
  RESIZER_FUNCTION(JxlDecoderCreate);
  RESIZER_FUNCTION(JxlDecoderDestroy);
  RESIZER_FUNCTION(JxlDecoderFlushImage);
  RESIZER_FUNCTION(JxlDecoderGetBasicInfo);
  RESIZER_FUNCTION(JxlDecoderGetBoxSizeRaw);
  RESIZER_FUNCTION(JxlDecoderGetBoxType);
  RESIZER_FUNCTION(JxlDecoderGetColorAsEncodedProfile);
  RESIZER_FUNCTION(JxlDecoderGetColorAsICCProfile);
  RESIZER_FUNCTION(JxlDecoderGetExtraChannelInfo);
  RESIZER_FUNCTION(JxlDecoderGetFrameHeader);
  RESIZER_FUNCTION(JxlDecoderGetICCProfileSize);
  RESIZER_FUNCTION(JxlDecoderProcessInput);
  RESIZER_FUNCTION(JxlDecoderReleaseBoxBuffer);
  RESIZER_FUNCTION(JxlDecoderSetBoxBuffer);
  RESIZER_FUNCTION(JxlDecoderSetCoalescing);
  RESIZER_FUNCTION(JxlDecoderSetDecompressBoxes);
  RESIZER_FUNCTION(JxlDecoderSetImageOutCallback);
  RESIZER_FUNCTION(JxlDecoderSetInput);
  RESIZER_FUNCTION(JxlDecoderSetKeepOrientation);
  RESIZER_FUNCTION(JxlDecoderSetPreferredColorProfile);
  RESIZER_FUNCTION(JxlDecoderSubscribeEvents);
  RESIZER_FUNCTION(JxlEncoderAddBox);
  RESIZER_FUNCTION(JxlEncoderAddImageFrame);
  RESIZER_FUNCTION(JxlEncoderCloseInput);
  RESIZER_FUNCTION(JxlEncoderCreate);
  RESIZER_FUNCTION(JxlEncoderDestroy);
  RESIZER_FUNCTION(JxlEncoderFrameSettingsCreate);
  RESIZER_FUNCTION(JxlEncoderFrameSettingsSetOption);
  RESIZER_FUNCTION(JxlEncoderGetError);
  RESIZER_FUNCTION(JxlEncoderInitBasicInfo);
  RESIZER_FUNCTION(JxlEncoderProcessOutput);
  RESIZER_FUNCTION(JxlEncoderSetBasicInfo);
  RESIZER_FUNCTION(JxlEncoderSetColorEncoding);
  RESIZER_FUNCTION(JxlEncoderSetFrameDistance);
  RESIZER_FUNCTION(JxlEncoderSetFrameLossless);
  RESIZER_FUNCTION(JxlEncoderSetICCProfile);
  RESIZER_FUNCTION(JxlEncoderUseBoxes);
};

/// Loads it on the first call. Throws util::Error if that is impossible.
const LibJxl& libjxl();

template <auto LibJxl::*kDestroy>
struct JxlDestroy {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    (libjxl().*kDestroy)(handle);
  }
};
using JxlDecoderHandle = std::unique_ptr<JxlDecoder, JxlDestroy<&LibJxl::JxlDecoderDestroy>>;
using JxlEncoderHandle = std::unique_ptr<JxlEncoder, JxlDestroy<&LibJxl::JxlEncoderDestroy>>;

/// Throw std::bad_alloc.
JxlDecoderHandle make_jxl_decoder();
JxlEncoderHandle make_jxl_encoder();

}  // namespace resizer::imaging
