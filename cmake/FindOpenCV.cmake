# Finds the two OpenCV modules that are used and nothing else: OpenCV::core and OpenCV::imgproc.
#
# A module of our own because Debian ships OpenCVConfig.cmake in libopencv-dev only, which installs every module there
# is and hundreds of megabytes with them; libopencv-core-dev and libopencv-imgproc-dev are enough here.
find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
find_library(OpenCV_core_LIBRARY opencv_core)
find_library(OpenCV_imgproc_LIBRARY opencv_imgproc)
mark_as_advanced(OpenCV_INCLUDE_DIR OpenCV_core_LIBRARY OpenCV_imgproc_LIBRARY)

if(OpenCV_INCLUDE_DIR AND EXISTS "${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp")
  file(READ "${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp" header)
  set(OpenCV_VERSION "")
  foreach(part MAJOR MINOR REVISION)
    string(REGEX MATCH "CV_VERSION_${part} +([0-9]+)" _ "${header}")
    list(APPEND OpenCV_VERSION ${CMAKE_MATCH_1})
  endforeach()
  list(JOIN OpenCV_VERSION "." OpenCV_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  OpenCV
  REQUIRED_VARS OpenCV_core_LIBRARY OpenCV_imgproc_LIBRARY OpenCV_INCLUDE_DIR
  VERSION_VAR OpenCV_VERSION)

if(OpenCV_FOUND AND NOT TARGET OpenCV::core)
  foreach(module core imgproc)
    add_library(OpenCV::${module} UNKNOWN IMPORTED)
    set_target_properties(OpenCV::${module} PROPERTIES IMPORTED_LOCATION "${OpenCV_${module}_LIBRARY}"
                                                       INTERFACE_INCLUDE_DIRECTORIES "${OpenCV_INCLUDE_DIR}")
  endforeach()
  target_link_libraries(OpenCV::imgproc INTERFACE OpenCV::core)
endif()
