#pragma once

#include <algorithm>
#include <cmath>

/// Three floats: a point, a direction or linear-light RGB.
struct Vec3 {
  float x = 0;
  float y = 0;
  float z = 0;
};
using Color = Vec3;

constexpr float kPi = 3.14159265F;

constexpr Vec3 operator+(Vec3 a, Vec3 b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Vec3 operator-(Vec3 a, Vec3 b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
constexpr Vec3 operator*(Vec3 a, Vec3 b) {
  return {a.x * b.x, a.y * b.y, a.z * b.z};
}
constexpr Vec3 operator*(Vec3 a, float f) {
  return {a.x * f, a.y * f, a.z * f};
}
constexpr Vec3 operator*(float f, Vec3 a) {
  return a * f;
}
constexpr Vec3& operator+=(Vec3& a, Vec3 b) {
  return a = a + b;
}
constexpr Vec3& operator*=(Vec3& a, float f) {
  return a = a * f;
}

constexpr float dot(Vec3 a, Vec3 b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
constexpr Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline Vec3 normalized(Vec3 a) {
  return a * (1 / std::sqrt(dot(a, a)));
}
constexpr Vec3 reflected(Vec3 ray, Vec3 normal) {
  return ray - normal * (2 * dot(ray, normal));
}

constexpr float clamp01(float f) {
  return f < 0 ? 0 : (f > 1 ? 1 : f);
}
constexpr float mix(float a, float b, float f) {
  return a + (b - a) * f;
}
constexpr Vec3 mix(Vec3 a, Vec3 b, float f) {
  return a + (b - a) * f;
}
/// 0 below `from`, 1 above `to`, smooth between; `from` may be the larger one.
constexpr float smoothstep(float from, float to, float f) {
  const float s = clamp01((f - from) / (to - from));
  return s * s * (3 - 2 * s);
}
inline float square(float f) {
  return f * f;
}
