#pragma once

#include "picture.hpp"

/// Each scene fills a picture of any size; details grow finer with the size.
Picture render_alpine_lake(int width, int height);
Picture render_aurora(int width, int height);
Picture render_dunes(int width, int height);
Picture render_fractal(int width, int height);
Picture render_glass(int width, int height);
Picture render_leaf(int width, int height);
Picture render_misty_ridges(int width, int height);
Picture render_nebula(int width, int height);
Picture render_poster(int width, int height);
Picture render_sea(int width, int height);
