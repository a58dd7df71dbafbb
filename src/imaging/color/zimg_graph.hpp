#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "imaging/core/aligned_buffer.hpp"
#include "imaging/core/image.hpp"

struct zimg_filter_graph;

namespace resizer::imaging {

/// The parameters of a graph.
struct GraphSpec {
  PixelFormat from;
  PixelFormat to;
  Size size;  ///< A multiple of both formats' chroma steps.
  friend bool operator==(const GraphSpec&, const GraphSpec&) = default;
};

/// A zimg filter graph that changes color family, matrix, range, depth and subsampling in one pass. Does not support
/// CMYK.
class ZimgGraph {
 public:
  /// Throws util::Error(internal) if zimg fails.
  explicit ZimgGraph(const GraphSpec& spec);

  const GraphSpec& spec() const noexcept { return spec_; }

  /// Converts `source` to `target`. Rows must be aligned to kRowAlignmentBytes.
  void process(const Image& source, const Image& target, AlignedBuffer& scratch) const;

 private:
  struct Free {
    void operator()(zimg_filter_graph* graph) const noexcept;
  };
  GraphSpec spec_;
  std::unique_ptr<zimg_filter_graph, Free> graph_;
  std::size_t scratch_bytes_ = 0;
};

/// A cache of graphs: creating one takes longer than converting a small image.
class GraphCache {
 public:
  /// The graph for `spec`, created if necessary; valid until the next call.
  const ZimgGraph& get(const GraphSpec& spec);

 private:
  std::vector<ZimgGraph> graphs_;  // most recently used last
};

}  // namespace resizer::imaging
