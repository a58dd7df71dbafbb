#include "imaging/codecs/bmp/run_lengths.hpp"

#include <algorithm>

namespace resizer::imaging {
namespace {

class RunDecoder {
 public:
  RunDecoder(ByteView coded, Size size, unsigned index_bits) : coded_(coded), size_(size), index_bits_(index_bits) {
    runs_.indexes.resize(std::size_t{size.width_px} * size.height_px);
  }

  BmpRuns decode() {
    while (!is_done_) {
      if (coded_.size() < 2) {
        runs_.whole_rows = y_;
        return std::move(runs_);
      }
      const std::uint8_t count = coded_[0];
      const std::uint8_t value = coded_[1];
      coded_ = coded_.subspan(2);
      if (count > 0) {
        put_run(count, value);
      } else {
        escape(value);
      }
    }
    runs_.whole_rows = size_.height_px;
    return std::move(runs_);
  }

 private:
  void escape(std::uint8_t code) {
    constexpr std::uint8_t kEndOfRow = 0;
    constexpr std::uint8_t kEndOfImage = 1;
    constexpr std::uint8_t kMove = 2;
    switch (code) {
      case kEndOfRow:
        x_ = 0;
        ++y_;
        break;
      case kEndOfImage:
        is_done_ = true;
        break;
      case kMove:
        move();
        break;
      default:
        put_single(code);
        break;
    }
    is_done_ = is_done_ || y_ >= size_.height_px;
  }

  void move() {
    if (coded_.size() < 2) {
      coded_ = {};
      return;
    }
    x_ += coded_[0];
    y_ += coded_[1];
    coded_ = coded_.subspan(2);
  }

  /// Of two colors in turn where an index has four bits.
  void put_run(std::uint8_t count, std::uint8_t value) {
    for (unsigned pixel = 0; pixel < count; ++pixel) put(index_in(value, pixel));
  }

  /// Padded to two bytes.
  void put_single(std::uint8_t count) {
    const std::size_t bytes = (std::size_t{count} * index_bits_ + 7) / 8;
    for (unsigned pixel = 0; pixel < count; ++pixel) {
      const std::size_t at = std::size_t{pixel} * index_bits_ / 8;
      if (at >= coded_.size()) break;
      put(index_in(coded_[at], pixel));
    }
    coded_ = coded_.subspan(std::min((bytes + 1) / 2 * 2, coded_.size()));
  }

  std::uint8_t index_in(std::uint8_t value, unsigned pixel) const noexcept {
    if (index_bits_ == 8) return value;
    return pixel % 2 == 0 ? value >> 4U : value & 15U;
  }

  void put(std::uint8_t index) {
    if (x_ < size_.width_px && y_ < size_.height_px) {
      runs_.indexes[std::size_t{y_} * size_.width_px + x_] = index;
    } else if (x_ >= padded_width_px() || y_ >= size_.height_px) {
      runs_.overflows = true;
    }
    ++x_;
  }

  /// Some programs write the padding that rows without run lengths have.
  std::uint32_t padded_width_px() const noexcept {
    const std::uint32_t step = 32 / index_bits_;
    return (size_.width_px + step - 1) / step * step;
  }

  ByteView coded_;
  Size size_;
  unsigned index_bits_;
  BmpRuns runs_;
  std::uint32_t x_ = 0;
  std::uint32_t y_ = 0;
  bool is_done_ = false;
};

}  // namespace

BmpRuns decode_runs(ByteView coded, Size size, unsigned index_bits) {
  return RunDecoder(coded, size, index_bits).decode();
}

}  // namespace resizer::imaging
