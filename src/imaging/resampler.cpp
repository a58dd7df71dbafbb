#include "resizer/imaging/resampler.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "imaging/decoded_picture.hpp"
#include "imaging/zimg_graph.hpp"

namespace resizer::imaging {
namespace {

bool is_opencv_filter(model::Filter filter) noexcept {
  return filter == model::Filter::box || filter == model::Filter::nearest;
}

Region whole_of(Size size) noexcept {
  return {0, 0, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
}

/// The pixels of a plane that lie in `region`, to the nearest whole one.
cv::Rect plane_rect(const cv::Mat& plane, const Region& region, Subsampling subsampling) {
  const double step_x = 1U << subsampling.log2_x;
  const double step_y = 1U << subsampling.log2_y;
  const cv::Rect wanted(
      cv::Point(cvRound(region.left / step_x), cvRound(region.top / step_y)),
      cv::Point(cvRound((region.left + region.width) / step_x), cvRound((region.top + region.height) / step_y)));
  const cv::Rect inside = wanted & cv::Rect(0, 0, plane.cols, plane.rows);
  return inside.empty() ? cv::Rect(0, 0, plane.cols, plane.rows) : inside;
}

}  // namespace

struct Resampler::State {
  GraphCache graphs;
  AlignedBuffer scratch;

  Image with_graph(const Image& source, const Resampling& wanted);
  Image plane_by_plane(const Image& source, const Resampling& wanted);
  Image with_opencv(const Image& source, const Resampling& wanted);
};

Image Resampler::State::with_graph(const Image& source, const Resampling& wanted) {
  const Size declared = whole_chroma_steps(source.size, source.format.subsampling);
  Image target = make_image(wanted.format, wanted.size);
  graphs.get({source.format, declared, wanted.region, wanted.format, wanted.size, wanted.filter})
      .process(source, target, scratch);
  return target;
}

/// For CMYK, which zimg does not know: each plane as if it were gray.
Image Resampler::State::plane_by_plane(const Image& source, const Resampling& wanted) {
  PixelFormat plane_format = source.format;
  plane_format.family = ColorFamily::gray;
  plane_format.alpha = Alpha::none;
  Resampling plane_wanted = wanted;
  plane_wanted.format = plane_format;
  Image target{wanted.format, wanted.size, {}};
  for (const cv::Mat& plane : source.planes) {
    target.planes.push_back(with_graph({plane_format, source.size, {plane}}, plane_wanted).planes.front());
  }
  return target;
}

Image Resampler::State::with_opencv(const Image& source, const Resampling& wanted) {
  PixelFormat working = source.format;
  if (working.has_alpha()) working.alpha = Alpha::premultiplied;
  const Resampling as_working{whole_of(source.size), working, source.size, model::Filter::bilinear};
  const bool convert_first = working != source.format;
  const Image input = convert_first ? with_graph(source, as_working) : source;

  const Size whole = whole_chroma_steps(wanted.size, working.subsampling);
  Image resized = make_image(working, whole);
  const int interpolation = wanted.filter == model::Filter::box ? cv::INTER_AREA : cv::INTER_NEAREST;
  for (unsigned index = 0; index < working.planes(); ++index) {
    const cv::Mat& plane = input.planes[index];
    const cv::Mat used = plane(plane_rect(plane, wanted.region, working.subsampling_of(index)));
    cv::resize(used, resized.planes[index], resized.planes[index].size(), 0, 0, interpolation);
  }
  if (working == wanted.format && whole == wanted.size) return resized;
  return with_graph(resized, {whole_of(wanted.size), wanted.format, wanted.size, model::Filter::bilinear});
}

Resampler::Resampler() : state_(std::make_unique<State>()) {}
Resampler::~Resampler() = default;
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;

Image Resampler::resample(const Image& source, const Resampling& wanted) {
  if (is_opencv_filter(wanted.filter)) return state_->with_opencv(source, wanted);
  if (source.format.family == ColorFamily::cmyk) return state_->plane_by_plane(source, wanted);
  return state_->with_graph(source, wanted);
}

}  // namespace resizer::imaging
