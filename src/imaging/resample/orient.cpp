#include "imaging/resample/orient.hpp"

#include <opencv2/core.hpp>
#include <utility>

namespace resizer::imaging {
namespace {

cv::Mat orient_plane(const cv::Mat& plane, Orientation orientation) {
  cv::Mat result = plane;
  if (orientation.flip_x || orientation.flip_y) {
    const int axes = orientation.flip_x && orientation.flip_y ? -1 : orientation.flip_x ? 1 : 0;
    cv::Mat flipped;
    cv::flip(plane, flipped, axes);
    result = flipped;
  }
  if (orientation.transpose) {
    cv::Mat transposed;
    cv::transpose(result, transposed);
    result = transposed;
  }
  return result;
}

cv::Rect plane_rect(Size size, Subsampling subsampling, Position position) {
  const Size plane = plane_size(size, subsampling);
  return {static_cast<int>(position.left_px >> subsampling.log2_x),
          static_cast<int>(position.top_px >> subsampling.log2_y), static_cast<int>(plane.width_px),
          static_cast<int>(plane.height_px)};
}

}  // namespace

Image orient_image(const Image& image, Orientation orientation) {
  if (orientation == Orientation{}) return image;
  PixelFormat format = image.format;
  if (orientation.transpose) std::swap(format.subsampling.log2_x, format.subsampling.log2_y);
  Image result = make_image(format, oriented(image.size, orientation));
  for (std::size_t index = 0; index < image.planes.size(); ++index) {
    orient_plane(image.planes[index], orientation).copyTo(result.planes[index]);
  }
  return result;
}

Position at_chroma_sample(Position position, Subsampling chroma) noexcept {
  return {position.left_px >> chroma.log2_x << chroma.log2_x, position.top_px >> chroma.log2_y << chroma.log2_y};
}

Image crop_to(const Image& image, Size size) {
  if (size == image.size) return image;
  Image result{image.format, size, {}};
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    result.planes.push_back(image.planes[index](plane_rect(size, image.format.subsampling_of(index), {})));
  }
  return result;
}

Image cut_out(const Image& image, Size size, Position position) {
  Image result = make_image(image.format, size);
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    image.planes[index](plane_rect(size, image.format.subsampling_of(index), position)).copyTo(result.planes[index]);
  }
  return result;
}

Image lay_on_canvas(const Image& image, Size canvas, Position position, const PlaneSamples& fill) {
  if (canvas == image.size) return image;
  Image result = make_image(image.format, canvas);
  position = at_chroma_sample(position, image.format.subsampling);
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    cv::Mat& plane = result.planes[index];
    plane.setTo(fill[index]);
    const cv::Rect wanted = plane_rect(image.size, image.format.subsampling_of(index), position);
    const cv::Rect inside = wanted & cv::Rect(0, 0, plane.cols, plane.rows);
    image.planes[index](cv::Rect(0, 0, inside.width, inside.height)).copyTo(plane(inside));
  }
  return result;
}

}  // namespace resizer::imaging
