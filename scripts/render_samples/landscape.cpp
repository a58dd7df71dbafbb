#include "landscape.hpp"

#include <vector>

namespace {

/// The heights along one column's slice, and a walker that finds where rays, taken from the lowest up, meet them.
class Slice {
 public:
  Slice(const Landscape& landscape, const View& view, float across, bool below_water)
      : view_(view), across_(across), growth_(std::pow(view.far_m / view.near_m, 1 / view.steps)) {
    float t = view.near_m;
    for (int k = 0; k <= static_cast<int>(view.steps); ++k, t *= growth_) {
      const float height = landscape.height(view.eye.x + across * t, view.eye.y + t);
      const bool hidden = below_water && height < landscape.water_level;
      heights_.push_back({t, hidden ? -1e9F : height});
    }
  }

  /// The distance along y at which a ray of this slope meets the land, or 0. Slopes must not fall from call to call.
  float meet(float slope) {
    for (; k_ < heights_.size(); ++k_) {
      const float above = view_.eye.z + slope * heights_[k_].t - heights_[k_].height;
      if (above > 0) continue;
      if (k_ == 0) return heights_[0].t;
      const float before = view_.eye.z + slope * heights_[k_ - 1].t - heights_[k_ - 1].height;
      return mix(heights_[k_ - 1].t, heights_[k_].t, clamp01(before / std::max(before - above, 1e-6F)));
    }
    return 0;
  }

 private:
  struct Step {
    float t;
    float height;
  };
  const View& view_;
  float across_;
  float growth_;
  std::vector<Step> heights_;
  std::size_t k_ = 0;
};

struct Ray {
  Vec3 step;     ///< For one meter along y.
  float length;  ///< Of step.
  Vec3 direction() const { return step * (1 / length); }
};

Ray ray_of(float across, float slope) {
  const Vec3 step{across, 1, slope};
  return {step, std::sqrt(dot(step, step))};
}

/// Land and sky; for the mirror image also from an eye below the water.
Picture render_dry(const Landscape& landscape, const View& view, int width_px, int height_px, bool below_water,
                   std::vector<float>* distances) {
  Picture picture(width_px, height_px);
  in_parallel(width_px, [&](int x) {
    const float across = (static_cast<float>(x) + 0.5F - 0.5F * static_cast<float>(width_px)) / view.focal_px;
    Slice slice(landscape, view, across, below_water);
    for (int y = height_px - 1; y >= 0; --y) {
      const float slope = (view.horizon_px - static_cast<float>(y) - 0.5F) / view.focal_px;
      const float t = slice.meet(slope);
      const Ray ray = ray_of(across, slope);
      if (t > 0) {
        picture.at(x, y) = landscape.land(view.eye + ray.step * t, ray.direction(), t * ray.length);
      } else {
        picture.at(x, y) = landscape.sky(ray.direction());
      }
      if (distances != nullptr) {
        (*distances)[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x)] =
            t;
      }
    }
  });
  return picture;
}

}  // namespace

Picture render(const Landscape& landscape, const View& view, int width_px, int height_px) {
  std::vector<float> distances(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
  Picture picture = render_dry(landscape, view, width_px, height_px, false, &distances);
  if (!landscape.water) return picture;

  View mirrored = view;
  mirrored.eye.z = 2 * landscape.water_level - view.eye.z;
  const int mirror_height = height_px - static_cast<int>(view.horizon_px) + 200;
  mirrored.horizon_px = static_cast<float>(mirror_height);
  const Picture mirror = render_dry(landscape, mirrored, width_px, mirror_height, true, nullptr);

  const float eye_height = view.eye.z - landscape.water_level;
  in_parallel(height_px, [&](int y) {
    const float slope = (view.horizon_px - static_cast<float>(y) - 0.5F) / view.focal_px;
    if (slope >= 0) return;
    const float t = -eye_height / slope;
    for (int x = 0; x < width_px; ++x) {
      const float land_t =
          distances[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x)];
      if (land_t > 0 && land_t < t) continue;
      const float across = (static_cast<float>(x) + 0.5F - 0.5F * static_cast<float>(width_px)) / view.focal_px;
      const Ray ray = ray_of(across, slope);
      const Vec3 point = view.eye + ray.step * t;
      const Vec3 lean = landscape.ripples(point, t * ray.length);
      // A mirror that leans by an angle turns what it shows by twice that.
      const float mirror_x = static_cast<float>(x) + 0.5F + 2 * lean.x * view.focal_px;
      const float mirror_y = mirrored.horizon_px + slope * view.focal_px - std::abs(2 * lean.y * view.focal_px);
      picture.at(x, y) = landscape.water(point, ray.direction(), t * ray.length, sample(mirror, mirror_x, mirror_y));
    }
  });
  return picture;
}

GridMap::GridMap(Vec3 corner, float width_m, float depth_m, float spacing_m,
                 const std::function<float(float, float)>& height)
    : corner_(corner),
      spacing_m_(spacing_m),
      columns_(static_cast<int>(width_m / spacing_m) + 2),
      rows_(static_cast<int>(depth_m / spacing_m) + 2),
      heights_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {
  in_parallel(rows_, [&](int row) {
    for (int column = 0; column < columns_; ++column) {
      heights_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column)] =
          height(corner.x + static_cast<float>(column) * spacing_m, corner.y + static_cast<float>(row) * spacing_m);
    }
  });
}

float GridMap::operator()(float x, float y) const {
  const float column = std::clamp((x - corner_.x) / spacing_m_, 0.0F, static_cast<float>(columns_) - 1.001F);
  const float row = std::clamp((y - corner_.y) / spacing_m_, 0.0F, static_cast<float>(rows_) - 1.001F);
  const int ix = static_cast<int>(column);
  const int iy = static_cast<int>(row);
  const float* at =
      &heights_[static_cast<std::size_t>(iy) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(ix)];
  const float fx = column - static_cast<float>(ix);
  return mix(mix(at[0], at[1], fx), mix(at[columns_], at[columns_ + 1], fx), row - static_cast<float>(iy));
}

Vec3 GridMap::normal(float x, float y) const {
  return normal_of((*this)(x, y), (*this)(x + spacing_m_, y), (*this)(x, y + spacing_m_), spacing_m_);
}

float GridMap::sunlight(Vec3 point, Vec3 sun, float reach_m) const {
  constexpr int kSteps = 48;
  float light = 1;
  float t = 2 * spacing_m_;
  const float growth = std::pow(reach_m / t, 1.0F / kSteps);
  for (int k = 0; k < kSteps && light > 0; ++k, t *= growth) {
    const Vec3 there = point + sun * t;
    light = std::min(light, 0.5F + 40 * (there.z - (*this)(there.x, there.y)) / t);
  }
  return clamp01(light);
}
