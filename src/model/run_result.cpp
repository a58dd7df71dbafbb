#include "model/run_result.hpp"

namespace resizer::model {

template <>
std::span<const Name<Execution>> names<Execution>() noexcept {
  static constexpr std::array<Name<Execution>, 2> kNames{
      {{Execution::sequential, "sequential"}, {Execution::parallel, "parallel"}}};
  return kNames;
}

}  // namespace resizer::model
