# The library for other programs: one archive of src/api and the layers below it, the headers in include/, and what
# CMake and pkg-config need to find them.
include(CMakePackageConfigHelpers)

layers_below(api layers)
foreach(layer api ${layers})
  list(APPEND objects $<TARGET_OBJECTS:resizer_${layer}>)
  get_target_property(linked resizer_${layer} LINK_LIBRARIES)
  foreach(library IN LISTS linked)
    if(library MATCHES "^PkgConfig::(.*)")
      list(APPEND modules ${CMAKE_MATCH_1})
    endif()
  endforeach()
endforeach()
list(REMOVE_DUPLICATES modules)
list(SORT modules)

# Of OpenCV only the core is used, and Debian has no pkg-config file for that alone: resizerConfig.cmake finds it.
add_library(resizer_library STATIC ${objects})
set_target_properties(resizer_library PROPERTIES OUTPUT_NAME resizer EXPORT_NAME resizer LINKER_LANGUAGE CXX)
target_compile_features(resizer_library INTERFACE cxx_std_20)
target_include_directories(resizer_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(resizer_library INTERFACE $<INSTALL_INTERFACE:resizer::opencv_core> Threads::Threads)
foreach(module IN LISTS modules)
  target_link_libraries(resizer_library INTERFACE $<INSTALL_INTERFACE:PkgConfig::${module}>)
endforeach()

set(cmake_folder "${CMAKE_INSTALL_LIBDIR}/cmake/resizer")
list(JOIN modules " " modules)
configure_package_config_file(cmake/resizerConfig.cmake.in "${CMAKE_BINARY_DIR}/resizerConfig.cmake"
                              INSTALL_DESTINATION "${cmake_folder}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${CMAKE_BINARY_DIR}/resizerConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
# The prefix is where the file is found, wherever that is: what is installed may be moved.
file(RELATIVE_PATH pkgconfig_to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(cmake/resizer.pc.in "${CMAKE_BINARY_DIR}/resizer.pc" @ONLY)

install(TARGETS resizer_library EXPORT resizer ARCHIVE COMPONENT development)
install(EXPORT resizer FILE resizerTargets.cmake NAMESPACE resizer:: DESTINATION "${cmake_folder}"
        COMPONENT development)
install(FILES "${CMAKE_BINARY_DIR}/resizerConfig.cmake" "${CMAKE_BINARY_DIR}/resizerConfigVersion.cmake"
        DESTINATION "${cmake_folder}" COMPONENT development)
install(FILES "${CMAKE_BINARY_DIR}/resizer.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
install(DIRECTORY include/resizer DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
