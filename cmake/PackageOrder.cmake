# Run by cpack when it has packed: packs anew, so that what comes out is the same on every file system.
foreach(package IN LISTS CPACK_PACKAGE_FILES)
  execute_process(COMMAND "${CMAKE_CURRENT_LIST_DIR}/repack.sh" "${package}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
