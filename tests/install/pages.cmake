# Compiles the programs of PAGES (joined by commas) against STAGE: of each page
# the first block that begins with ```cpp and the first with ```c.
set(ENV{PKG_CONFIG_PATH} "${STAGE}/${LIBDIR}/pkgconfig")
execute_process(COMMAND pkg-config --cflags vigie OUTPUT_VARIABLE flags
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")

# page_block(TEXT KIND COMPILER STANDARD): compiles the block, if there is one.
function(page_block text kind compiler standard)
  if(NOT text MATCHES "```${kind}\n([^`]*)```")
    return()
  endif()
  file(WRITE "${FOLDER}/page.${kind}" "${CMAKE_MATCH_1}")
  execute_process(
    COMMAND "${compiler}" ${standard} -Wall -Wextra -Werror ${flags} -c
            "${FOLDER}/page.${kind}" -o "${FOLDER}/page.o"
            COMMAND_ERROR_IS_FATAL ANY)
  math(EXPR compiled "${compiled} + 1")
  set(compiled ${compiled} PARENT_SCOPE)
endfunction()

set(compiled 0)
string(REPLACE "," ";" pages "${PAGES}")
foreach(page ${pages})
  file(READ "${page}" text)
  page_block("${text}" cpp "${CXX}" -std=c++17)
  page_block("${text}" c "${CC}" -std=c99)
endforeach()
if(NOT compiled EQUAL COUNT)
  message(FATAL_ERROR "${compiled} programs in the pages instead of ${COUNT}")
endif()
