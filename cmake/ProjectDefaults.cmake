# Language level, warnings and sanitizers, carried by the interface target resizer::defaults.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

option(RESIZER_WERROR "Treat warnings as errors" OFF)
option(RESIZER_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(RESIZER_FUZZ "Build the programs of tests/fuzz for libFuzzer; needs clang" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(resizer_defaults INTERFACE)
add_library(resizer::defaults ALIAS resizer_defaults)
target_compile_options(resizer_defaults INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # At -O3 GCC 12 warns inside its own <string> (GCC bugs 105329, 105651) and <variant>.
  target_compile_options(resizer_defaults INTERFACE $<$<CONFIG:Release>:-Wno-restrict>
                                                   $<$<CONFIG:Release>:-Wno-array-bounds>
                                                   $<$<CONFIG:Release>:-Wno-stringop-overflow>
                                                   $<$<CONFIG:Release>:-Wno-stringop-overread>
                                                   $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
endif()
if(RESIZER_WERROR)
  target_compile_options(resizer_defaults INTERFACE -Werror)
endif()
if(RESIZER_SANITIZE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Under the sanitizers GCC warns inside its own <regex> (GCC bug 105562) and <vector>.
    target_compile_options(resizer_defaults INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overflow)
  endif()
  target_compile_options(resizer_defaults INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                   -fno-omit-frame-pointer)
  target_link_options(resizer_defaults INTERFACE -fsanitize=address,undefined)
endif()
if(RESIZER_FUZZ)
  target_compile_options(resizer_defaults INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Whether the compiler adds code of its own that needs files and system calls which a sandbox forbids.
if(RESIZER_SANITIZE OR CMAKE_CXX_FLAGS MATCHES "-fsanitize|--coverage|-fprofile-")
  set(RESIZER_INSTRUMENTED ON)
endif()
