# The library that is linked and installed, made from the rooms' objects.
# vigie::vigie follows BUILD_SHARED_LIBS; the other kind is built for packages
# and for the install tests. Debian's folders, wherever the prefix is, so that
# what is installed is what the packages hold.
if(PROJECT_IS_TOP_LEVEL AND CMAKE_LIBRARY_ARCHITECTURE AND EXISTS /etc/debian_version)
  set(CMAKE_INSTALL_LIBDIR "lib/${CMAKE_LIBRARY_ARCHITECTURE}" CACHE PATH "")
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
option(VIGIE_INSTALL "Generate install rules" ${PROJECT_IS_TOP_LEVEL})
set(vigie_both_kinds OFF)
if(VIGIE_INSTALL AND PROJECT_IS_TOP_LEVEL)
  set(vigie_both_kinds ON)
endif()

set(vigie_public_headers
    article.h byte_range.h c.h completeness.h encoding.h entities.h exploration.h export.h facet.h index_options.h
    index_writer.h live_writer.h maintenance.h mention.h query_fault.h search.h snapshot.h status.h
    time.h version.h vigie.h)
list(TRANSFORM vigie_public_headers
     PREPEND "${PROJECT_SOURCE_DIR}/search/include/vigie/")

# What a shared library shows: the public symbols, with the ABI's version.
configure_file("${PROJECT_SOURCE_DIR}/cmake/vigie.map.in"
               "${PROJECT_BINARY_DIR}/vigie.map" @ONLY)

# vigie_library(NAME STATIC|SHARED [EXCLUDE_FROM_ALL]): installed as component
# `static`, or as `runtime` and `development`. CMake keeps the export files of
# one folder in one place, so the kinds have two; find_package looks into
# cmake/vigie*.
function(vigie_library name kind)
  add_library(${name} ${kind})
  foreach(room ${vigie_rooms})
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:${room}>)
  endforeach()
  target_sources(
    ${name} PUBLIC FILE_SET HEADERS BASE_DIRS
                   "${PROJECT_SOURCE_DIR}/search/include" FILES
                   ${vigie_public_headers})
  target_compile_features(${name} PUBLIC cxx_std_17)
  # The rooms themselves are not linked: an exported static library would name
  # them. What they need is, and vigie-config.cmake finds it again.
  target_link_libraries(
    ${name} PRIVATE $<BUILD_INTERFACE:vigie_warnings> PkgConfig::XAPIAN
                    PkgConfig::ZSTD PkgConfig::XXHASH ICU::i18n ICU::uc
                    Threads::Threads)
  set_target_properties(
    ${name} PROPERTIES EXPORT_NAME vigie OUTPUT_NAME vigie LINKER_LANGUAGE CXX
                       VERSION ${PROJECT_VERSION} SOVERSION ${vigie_abi})
  set(folder vigie)
  set(component development)
  if(kind STREQUAL "STATIC")
    set(folder vigie-static)
    set(component static)
  else()
    set(map "${PROJECT_BINARY_DIR}/vigie.map")
    target_link_options(${name} PRIVATE "LINKER:--version-script=${map}")
    set_target_properties(${name} PROPERTIES LINK_DEPENDS "${map}")
  endif()
  if(VIGIE_INSTALL)
    install(TARGETS ${name} EXPORT ${name}-targets
            LIBRARY COMPONENT runtime NAMELINK_COMPONENT development ${ARGN}
            ARCHIVE COMPONENT static ${ARGN}
            FILE_SET HEADERS COMPONENT ${component} ${ARGN})
    install(EXPORT ${name}-targets NAMESPACE vigie:: FILE vigie-targets.cmake
            DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/${folder}"
            COMPONENT ${component} ${ARGN})
    vigie_package_files(${folder} ${component} ${ARGN})
  endif()
endfunction()

# What surrounds the library: the CMake package and pkg-config, which asks for
# what is required even to compile: a shared library requires nothing.
function(vigie_package_files folder component)
  set(vigie_pc_requires "")
  if(component STREQUAL "static")
    set(vigie_pc_requires "Requires.private: xapian-core libzstd libxxhash icu-i18n icu-uc")
  endif()
  install(FILES "${PROJECT_BINARY_DIR}/vigie-config.cmake"
                "${PROJECT_BINARY_DIR}/vigie-config-version.cmake"
          DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/${folder}"
          COMPONENT ${component} ${ARGN})
  configure_file("${PROJECT_SOURCE_DIR}/cmake/vigie.pc.in"
                 "${PROJECT_BINARY_DIR}/${folder}/vigie.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${folder}/vigie.pc"
          DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
          COMPONENT ${component} ${ARGN})
endfunction()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/vigie-config.cmake.in"
  "${PROJECT_BINARY_DIR}/vigie-config.cmake"
  INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/vigie" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/vigie-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
# Relative, so that a staged tree works where it lies.
file(RELATIVE_PATH vigie_pc_prefix
     "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")

if(BUILD_SHARED_LIBS)
  set(vigie_kind SHARED)
  set(vigie_other_kind STATIC)
else()
  set(vigie_kind STATIC)
  set(vigie_other_kind SHARED)
endif()
vigie_library(vigie_search ${vigie_kind})
add_library(vigie::vigie ALIAS vigie_search)
# Target vigie_search_verify_interface_header_sets compiles each header alone.
set_target_properties(vigie_search PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
if(vigie_both_kinds)
  vigie_library(vigie_search_other ${vigie_other_kind} EXCLUDE_FROM_ALL)
  set_target_properties(
    vigie_search_other
    PROPERTIES ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/other"
               LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/other")
endif()
