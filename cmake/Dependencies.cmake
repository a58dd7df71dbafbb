# Every library that is not ours, found once. scripts/dependencies.sh names the packages and says what each is for.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenCV REQUIRED) # OpenCV::core OpenCV::imgproc
find_package(CLI11 REQUIRED) # CLI11::CLI11
find_package(spdlog REQUIRED) # spdlog::spdlog
find_package(nlohmann_json REQUIRED) # nlohmann_json::nlohmann_json

# Each gives the target PkgConfig::NAME.
foreach(module zimg libjpeg libisal libdeflate libwebp libwebpdemux libwebpmux libtiff-4 libheif libjxl dav1d libde265 lcms2 expat libseccomp libxxhash libutf8proc)
  pkg_check_modules(${module} REQUIRED IMPORTED_TARGET ${module})
  list(APPEND RESIZER_LIBRARIES "${module} ${${module}_VERSION}")
endforeach()
# Loaded when first needed (util/shared_library.hpp), and not linked: each of them takes a millisecond or more as it is
# loaded. LATE_MODULE is the name under which it is found then, and RESIZER_LATE_PACKAGES names the packages they are in,
# which nothing else can tell.
foreach(module libheif libde265 libjxl)
  list(GET ${module}_LINK_LIBRARIES 0 library)
  execute_process(COMMAND ${CMAKE_READELF} -d "${library}" OUTPUT_VARIABLE dynamic_section COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "Library soname: \\[([^]]+)\\]" _ "${dynamic_section}")
  set(LATE_${module} "${CMAKE_MATCH_1}")
  file(REAL_PATH "${library}" library)
  execute_process(COMMAND dpkg-query --search "${library}" OUTPUT_VARIABLE owner ERROR_QUIET RESULT_VARIABLE unknown)
  if(unknown EQUAL 0)
    string(REGEX REPLACE ":.*" "" package "${owner}")
    list(APPEND RESIZER_LATE_PACKAGES "${package} (>= ${${module}_VERSION})")
  endif()
endforeach()

# What a report says that the program was built with: "NAME VERSION" each.
list(APPEND RESIZER_LIBRARIES "OpenCV ${OpenCV_VERSION}")

if(RESIZER_BUILD_TESTS)
  find_package(GTest REQUIRED) # GTest::gtest_main GTest::gmock
  find_package(valijson REQUIRED) # valijson
  find_package(benchmark) # benchmark::benchmark; without it there is no stage_benchmark
endif()
