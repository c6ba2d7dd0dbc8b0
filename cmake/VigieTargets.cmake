# Flags and the two ways of declaring a target here. Nothing touches
# CMAKE_CXX_FLAGS; everything hangs on targets.

# Until 1.0 a minor version may change the interface, so it is part of the ABI.
set(vigie_abi ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
find_package(Threads REQUIRED)

add_library(vigie_warnings INTERFACE)
target_compile_features(vigie_warnings INTERFACE cxx_std_17)
# -Wmaybe-uninitialized: GCC 12 reports strings inside aggregates that it inlines
# at -O3; the sanitizer presets watch for the real thing.
target_compile_options(
  vigie_warnings
  INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wshadow -Wnon-virtual-dtor
            -Woverloaded-virtual -Wimplicit-fallthrough -Wcast-align
            -Wno-missing-field-initializers
            $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>>
            $<$<AND:$<BOOL:${VIGIE_WERROR}>,$<COMPILE_LANGUAGE:CXX>>:-Werror>)
# Watching for undefined behaviour is most of what sanitized code costs to
# compile; lean, it is watched in the library alone, pointers and references
# apart, and the code around the library is not optimised.
option(VIGIE_SANITIZE_LEAN "Watch what CI has time for (docs/adr/0032)" OFF)
# The library has a suite of its own; without it, what serves and indexes is
# watched beside a library compiled as it is shipped.
option(VIGIE_SANITIZE_LIBRARY "Watch the library's code as well" ON)
# A case that takes longer hangs; under a sanitizer the slowest need more.
set(VIGIE_TEST_SECONDS 600)
if(VIGIE_SANITIZE)
  set(VIGIE_TEST_SECONDS 1800)
  set(vigie_library_code $<BOOL:$<TARGET_PROPERTY:VIGIE_LIBRARY_CODE>>)
  set(vigie_sanitizers ${VIGIE_SANITIZE})
  if(VIGIE_SANITIZE STREQUAL "address")
    set(vigie_sanitizers address,undefined)
  endif()
  set(vigie_watched -fsanitize=${vigie_sanitizers} -fno-sanitize-recover=all
                    -fno-omit-frame-pointer)
  if(VIGIE_SANITIZE STREQUAL "thread")
    # Under this macro Debian's protobuf gives maps a member that the library
    # it ships, not compiled so, knows nothing of.
    list(APPEND vigie_watched -U__SANITIZE_THREAD__ -D_GLIBCXX_TSAN=1)
  elseif(VIGIE_SANITIZE_LEAN)
    list(APPEND vigie_watched
         "$<IF:${vigie_library_code},-fno-sanitize=null$<COMMA>alignment,-O0;-fno-sanitize=undefined>")
  endif()
  if(NOT VIGIE_SANITIZE_LIBRARY)
    set(vigie_tests $<BOOL:$<TARGET_PROPERTY:VIGIE_TEST_CODE>>)
    set(vigie_watched
        "$<$<NOT:${vigie_library_code}>:-g1;$<$<NOT:${vigie_tests}>:-O1>;${vigie_watched}>")
  endif()
  target_compile_options(vigie_warnings INTERFACE "${vigie_watched}")
  target_link_options(vigie_warnings INTERFACE -fsanitize=${vigie_sanitizers})
endif()

# The allocator of the programs that build and serve; the library leaves the
# choice to who embeds it. A sanitizer brings its own.
option(VIGIE_JEMALLOC "Link vigie-indexer, vigie-server and vigie-bench with jemalloc" ON)
add_library(vigie_allocator INTERFACE)
if(VIGIE_JEMALLOC AND NOT VIGIE_SANITIZE)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
  # Nothing names its symbols, so that the linker would leave it out.
  target_link_libraries(
    vigie_allocator INTERFACE -Wl,--push-state,--no-as-needed
                              PkgConfig::JEMALLOC -Wl,--pop-state)
endif()

# vigie_command_line(FILES...): CLI11 is a header whose optimised code takes
# longer to compile than anything else here, and runs once.
function(vigie_command_line)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O1)
endfunction()

# vigie_room(NAME DEPS... ): a room of the library as an object library with
# hidden symbols; its sources come from the room's own target_sources.
function(vigie_room name)
  add_library(vigie_${name} OBJECT)
  set_target_properties(
    vigie_${name} PROPERTIES VIGIE_LIBRARY_CODE ON
                             POSITION_INDEPENDENT_CODE ON
                             CXX_VISIBILITY_PRESET hidden
                             VISIBILITY_INLINES_HIDDEN ON)
  target_include_directories(
    vigie_${name} PUBLIC "${PROJECT_SOURCE_DIR}/search/include"
                         "${PROJECT_SOURCE_DIR}/search/src")
  target_link_libraries(vigie_${name} PRIVATE vigie_warnings
                        PUBLIC Threads::Threads ${ARGN})
endfunction()

# How the code of tests is compiled (docs/adr/0032): without optimising, since what
# they measure is the library.
function(vigie_test_flags name)
  set_target_properties(${name} PROPERTIES VIGIE_TEST_CODE ON)
  target_compile_options(${name} PRIVATE -O0 -pthread)
  target_link_libraries(${name} PRIVATE vigie_warnings GTest::gmock)
endfunction()

# vigie_test(NAME SOURCES... LINK targets...): a GoogleTest program whose cases
# become ctest tests under the label of its folder. Target unit_programs builds
# those that test parts of the library.
function(vigie_test name)
  cmake_parse_arguments(arg "" "LABEL" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  vigie_test_flags(${name})
  target_precompile_headers(${name} REUSE_FROM vigie_test_headers)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                                           "${PROJECT_BINARY_DIR}/tests")
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(
    ${name} PRIVATE VIGIE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                    VIGIE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${arg_LINK} GTest::gmock_main)
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  if(arg_LABEL MATCHES "^(unit|fault)$" AND NOT vigie_around_library)
    add_dependencies(unit_programs ${name})
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS ${arg_LABEL}
                                  TIMEOUT ${VIGIE_TEST_SECONDS})
endfunction()
