# add_layer(NAME MAY_INCLUDE layer... [SOURCES file...] [PRIVATE library...])
#
# Makes the target resizer::NAME from src/NAME. MAY_INCLUDE names the layers below it; PRIVATE names the libraries
# that only its sources use.
function(add_layer name)
  cmake_parse_arguments(LAYER "" "" "MAY_INCLUDE;SOURCES;PRIVATE;PUBLIC" ${ARGN})
  set(target resizer_${name})
  add_library(${target} STATIC ${LAYER_SOURCES})
  add_library(resizer::${name} ALIAS ${target})
  target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/include" PRIVATE "${CMAKE_SOURCE_DIR}/src")
  foreach(below IN LISTS LAYER_MAY_INCLUDE)
    target_link_libraries(${target} PUBLIC resizer::${below})
  endforeach()
  target_link_libraries(${target} PUBLIC ${LAYER_PUBLIC} PRIVATE ${LAYER_PRIVATE} resizer::defaults)
endfunction()
