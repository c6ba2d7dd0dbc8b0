# Compiles the C++ programs of PAGES (joined by commas) against STAGE, each
# block that begins with ```cpp by itself.
set(ENV{PKG_CONFIG_PATH} "${STAGE}/${LIBDIR}/pkgconfig")
execute_process(COMMAND pkg-config --cflags vigie OUTPUT_VARIABLE flags
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
string(REPLACE "," ";" pages "${PAGES}")
foreach(page ${pages})
  file(READ "${page}" text)
  set(block "")
  if(text MATCHES "```cpp\n([^`]*)```")
    set(block "${CMAKE_MATCH_1}")
  endif()
  if(block STREQUAL "")
    message(SEND_ERROR "no C++ in ${page}")
  endif()
  file(WRITE "${FOLDER}/page.cc" "${block}")
  execute_process(
    COMMAND "${COMPILER}" -std=c++17 -Wall -Wextra -Werror ${flags} -c
            "${FOLDER}/page.cc" -o "${FOLDER}/page.o" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
