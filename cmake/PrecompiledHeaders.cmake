# Headers that nearly every source of a target includes, compiled once. Sources include what they use all the same:
# CMAKE_DISABLE_PRECOMPILE_HEADERS builds without.
set(RESIZER_STANDARD_HEADERS
    <algorithm>
    <array>
    <chrono>
    <filesystem>
    <functional>
    <memory>
    <optional>
    <span>
    <string>
    <string_view>
    <variant>
    <vector>)
