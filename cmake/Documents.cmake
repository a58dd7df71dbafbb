# The man page and the completions, made of the table of options and installed where each shell looks for them.
include(GNUInstallDirs)

add_executable(resizer_docs src/write_docs.cpp)
target_link_libraries(resizer_docs PRIVATE resizer::options resizer::defaults)

set(RESIZER_DOCUMENTS "${CMAKE_BINARY_DIR}/documents")
file(MAKE_DIRECTORY "${RESIZER_DOCUMENTS}")
set(documents_made "")
foreach(name resizer.1 resizer.bash _resizer resizer.fish options.md)
  list(APPEND documents_made "${RESIZER_DOCUMENTS}/${name}")
endforeach()
add_custom_command(
  OUTPUT ${documents_made}
  COMMAND resizer_docs "${PROJECT_VERSION}" "${RESIZER_DOCUMENTS}"
  DEPENDS resizer_docs
  COMMENT "Writing the man page and the completions"
  VERBATIM)
add_custom_target(documents ALL DEPENDS ${documents_made})

install(FILES "${RESIZER_DOCUMENTS}/resizer.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${RESIZER_DOCUMENTS}/resizer.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
        RENAME resizer)
install(FILES "${RESIZER_DOCUMENTS}/_resizer" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
install(FILES "${RESIZER_DOCUMENTS}/resizer.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
