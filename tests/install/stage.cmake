# Installs COMPONENTS (joined by commas) of BUILD into the empty prefix STAGE
# and checks what a package must hold: every public header, and no path of this
# machine.
file(REMOVE_RECURSE "${STAGE}")
string(REPLACE "," ";" components "${COMPONENTS}")
foreach(component ${components})
  execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix
                          "${STAGE}" --component "${component}"
                  COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endforeach()

file(GLOB_RECURSE declared RELATIVE "${CMAKE_CURRENT_LIST_DIR}/../../search/include"
     "${CMAKE_CURRENT_LIST_DIR}/../../search/include/*.h")
foreach(header ${declared})
  if(NOT EXISTS "${STAGE}/include/${header}")
    message(SEND_ERROR "not installed: ${header}")
  endif()
endforeach()

file(GLOB_RECURSE package "${STAGE}/*.cmake" "${STAGE}/*.pc")
list(LENGTH package count)
if(count LESS 5)
  message(SEND_ERROR "the CMake package or vigie.pc is not complete: ${package}")
endif()
foreach(file ${package})
  file(READ "${file}" content)
  foreach(path "${BUILD}" "/usr/lib" ".so\"")
    string(FIND "${content}" "${path}" found)
    if(found GREATER_EQUAL 0)
      message(SEND_ERROR "${file} holds ${path}")
    endif()
  endforeach()
endforeach()
