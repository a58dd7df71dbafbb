#pragma once

#include "imaging/resample/row_filter.hpp"

/// The inner loops of resampling as processors without AVX2 run them.
namespace plain::imaging {

void sum_rows(const resizer::imaging::RowSum& sum, float* result);
void filter_rows(const resizer::imaging::RowBlock& source, std::size_t source_width,
                 const resizer::imaging::FilterWeights& weights, std::vector<float>& scratch,
                 const resizer::imaging::RowBlock& result);

}  // namespace plain::imaging
