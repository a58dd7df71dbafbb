#pragma once

#include <memory>
#include <vector>

#include "imaging/codecs/jpeg/coefficient_scan.hpp"
#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/reconstruction.hpp"
#include "imaging/codecs/jpeg/scaled_decoder.hpp"

namespace resizer::imaging {

/// Decodes the coefficients of a progressive JPEG (ITU-T T.81, annex G) one row of MCUs at a time. All scans are
/// decoded side by side, each from its own position in the file, so that only one row has to be stored. Scans without
/// bits of the kept coefficients are skipped.
class JpegProgressiveCoefficients {
 public:
  /// `codec` has read the header; `scan` is the data after it and must outlive the result. `sizes` is the block size of
  /// each component. Nothing if the file is not progressive, or its scan script is incomplete or invalid.
  static std::optional<JpegProgressiveCoefficients> open(const jpeg_decompress_struct& codec, ByteView scan,
                                                         const std::array<unsigned, MAX_COMPONENTS>& sizes);

  /// Decodes the next row of MCUs. False if the data is invalid.
  bool read_row();

  /// The last decoded row of each component.
  const std::vector<JpegCoefficientRow>& rows() const noexcept { return rows_; }

  /// The data after the last scan, once all rows are decoded.
  ByteView rest() const noexcept { return rest_; }

 private:
  bool finish();

  std::vector<JpegCoefficientRow> rows_;
  std::vector<JpegCoefficientScan> scans_;
  ByteView rest_;
  bool reads_last_scan_ = false;
  std::size_t mcu_rows_ = 0;
  std::size_t mcu_row_ = 0;
};

/// Decodes a progressive JPEG.
class JpegProgressiveScans final : public JpegScaledDecoder {
 public:
  /// As JpegScaledDecoder::open().
  static std::unique_ptr<JpegProgressiveScans> open(const jpeg_decompress_struct& codec, ByteView scan, DctSizes sizes);

  bool read(const RowBuffers& rows) override;
  ByteView rest() const noexcept override { return coefficients_.rest(); }

 private:
  JpegProgressiveScans(JpegProgressiveCoefficients coefficients, std::vector<JpegReconstruction> components);

  JpegProgressiveCoefficients coefficients_;
  std::vector<JpegReconstruction> components_;
  std::size_t mcu_row_ = 0;
};

}  // namespace resizer::imaging
