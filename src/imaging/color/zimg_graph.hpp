#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "imaging/core/aligned_buffer.hpp"
#include "imaging/core/image.hpp"

struct zimg_filter_graph;

namespace resizer::imaging {

/// Everything that decides what a graph does.
struct GraphSpec {
  PixelFormat from;
  PixelFormat to;
  Size size;  ///< A multiple of both formats' chroma steps.
  friend bool operator==(const GraphSpec&, const GraphSpec&) = default;
};

/// A zimg filter graph that changes color family, matrix, range, depth and subsampling in one pass. Knows no CMYK.
class ZimgGraph {
 public:
  /// Throws util::Error(internal) if zimg cannot make it.
  explicit ZimgGraph(const GraphSpec& spec);

  const GraphSpec& spec() const noexcept { return spec_; }

  /// Fills `target`'s planes from `source`'s. Rows must begin at multiples of kRowAlignmentBytes.
  void process(const Image& source, const Image& target, AlignedBuffer& scratch) const;

 private:
  struct Free {
    void operator()(zimg_filter_graph* graph) const noexcept;
  };
  GraphSpec spec_;
  std::unique_ptr<zimg_filter_graph, Free> graph_;
  std::size_t scratch_bytes_ = 0;
};

/// The last few graphs: making one takes longer than using it on a small image.
class GraphCache {
 public:
  /// The graph for `spec`, made if need be; valid until the next call.
  const ZimgGraph& get(const GraphSpec& spec);

 private:
  std::vector<ZimgGraph> graphs_;  // the latest used is the last
};

}  // namespace resizer::imaging
