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
# What a report says that the program was built with: "NAME VERSION" each.
list(APPEND RESIZER_LIBRARIES "OpenCV ${OpenCV_VERSION}")

if(RESIZER_BUILD_TESTS)
  find_package(GTest REQUIRED) # GTest::gtest_main GTest::gmock
  find_package(valijson REQUIRED) # valijson
  find_package(benchmark) # benchmark::benchmark; without it there is no stage_benchmark
endif()
