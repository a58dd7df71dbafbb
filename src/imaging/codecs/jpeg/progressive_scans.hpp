#pragma once

#include <memory>
#include <vector>

#include "imaging/codecs/jpeg/coefficient_scan.hpp"
#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/reconstruction.hpp"
#include "imaging/codecs/jpeg/scaled_decoder.hpp"

namespace resizer::imaging {

/// The coefficients of a progressive JPEG (ITU-T T.81, annex G), one row of MCUs after the other. All scans are read
/// side by side, each from where it begins in the file, so that no more than that row is kept; scans that say nothing
/// of what is kept are passed.
class JpegProgressiveCoefficients {
 public:
  /// `codec` has read the header, `scan` is what follows it and must outlive the result. `sizes` are those of each
  /// component. Nothing if the file is not progressive, its script is not whole, or anything is not as it should be.
  static std::optional<JpegProgressiveCoefficients> open(const jpeg_decompress_struct& codec, ByteView scan,
                                                         const std::array<unsigned, MAX_COMPONENTS>& sizes);

  /// Reads the next row of MCUs. False if anything is not as it should be.
  bool read_row();

  /// The row that was read last, of each component.
  const std::vector<JpegCoefficientRow>& rows() const noexcept { return rows_; }

  /// What follows the last scan, once all rows were read.
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
