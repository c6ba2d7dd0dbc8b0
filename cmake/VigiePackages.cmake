# Debian packages: target `packages` writes them into build/packages.
#   libvigieX.Y  libvigie.so of one ABI     component runtime
#   libvigie-dev headers, libvigie.so, ...  component development
#   vigie        the programs               component programs
# docs/packages.md says what they hold and how they are tried.
set(VIGIE_PACKAGE_MAINTAINER "Vigie <vigie@localhost>"
    CACHE STRING "Maintainer named in the packages: Name <address>")
set(vigie_packaging "${PROJECT_SOURCE_DIR}/packaging")
set(vigie_package_tree "${PROJECT_BINARY_DIR}/packaging")
find_program(VIGIE_GZIP gzip REQUIRED)
# Debian's: for the manual pages, which packages lack without it.
find_program(VIGIE_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
include(GNUInstallDirs)

# What Debian wants of every package, in the folder of its name.
string(TIMESTAMP vigie_package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file("${vigie_packaging}/debian/changelog.in"
               "${vigie_package_tree}/changelog" @ONLY)
execute_process(COMMAND ${VIGIE_GZIP} -9nkf changelog
                WORKING_DIRECTORY "${vigie_package_tree}"
                COMMAND_ERROR_IS_FATAL ANY)
set(vigie_runtime_package libvigie${vigie_abi})
foreach(pair runtime=${vigie_runtime_package} development=libvigie-dev programs=vigie)
  string(REGEX REPLACE "(.*)=(.*)" "\\1;\\2" pair "${pair}")
  list(POP_FRONT pair component)
  set(documentation "${CMAKE_INSTALL_DATAROOTDIR}/doc/${pair}")
  install(FILES "${vigie_packaging}/debian/copyright"
                "${vigie_package_tree}/changelog.gz"
                "${PROJECT_SOURCE_DIR}/search/data/NOTICE.md"
          DESTINATION "${documentation}" COMPONENT ${component} EXCLUDE_FROM_ALL)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${pair})
  set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT)
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/ARCHITECTURE.md"
              "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
              "${PROJECT_SOURCE_DIR}/README.md"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/vigie"
        COMPONENT programs EXCLUDE_FROM_ALL)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/vigie/docs"
        COMPONENT programs EXCLUDE_FROM_ALL PATTERN doxygen EXCLUDE)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/samples/"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/vigie/samples"
        COMPONENT programs EXCLUDE_FROM_ALL PATTERN golden EXCLUDE)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/proto/vigie"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/vigie/proto"
        COMPONENT programs EXCLUDE_FROM_ALL FILES_MATCHING PATTERN "*.proto")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/examples/"
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/libvigie-dev/examples"
        COMPONENT development EXCLUDE_FROM_ALL USE_SOURCE_PERMISSIONS)

# Manual pages, of what the programs say of themselves.
set(vigie_manuals "")
set(vigie_documented "")
if(VIGIE_PYTHON)
  set(vigie_documented vigie vigie-server vigie-indexer vigie-dictionary)
endif()
foreach(program ${vigie_documented})
  foreach(language en fr)
    set(page "${vigie_package_tree}/man/${language}/${program}.1.gz")
    add_custom_command(
      OUTPUT "${page}"
      COMMAND ${VIGIE_PYTHON} "${vigie_packaging}/man/manual_page.py"
              $<TARGET_FILE:${program}> ${PROJECT_VERSION} ${language} "${page}"
      DEPENDS ${program} "${vigie_packaging}/man/manual_page.py" VERBATIM)
    list(APPEND vigie_manuals "${page}")
    string(REPLACE "/en" "" folder "${CMAKE_INSTALL_MANDIR}/${language}/man1")
    install(FILES "${page}" DESTINATION "${folder}" COMPONENT programs EXCLUDE_FROM_ALL)
  endforeach()
endforeach()

set(CPACK_PACKAGE_NAME vigie)
set(CPACK_PACKAGE_CONTACT "${VIGIE_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL runtime development programs)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_OUTPUT_FILE_PREFIX "${PROJECT_BINARY_DIR}/packages")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_THREADS 0)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA "${vigie_packaging}/debian/triggers")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "${vigie_runtime_package} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "pkg-config, cmake")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "search engine for French news")
set(vigie_description
    "Finds French words whatever their form, and every mention of the people,
organisations, places, products and concepts that articles speak of, with
the sentence and the byte range.")
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION
    "${vigie_description} This package holds the library.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "${vigie_description} This package holds what programs
that embed the library need: headers of its C++ and C interfaces, packages
for CMake and pkg-config, and examples in C++, C and Python.")
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION
    "${vigie_description} This package holds the indexer, the
gRPC server, the command line that asks it, and the tool that makes entity
dictionaries.")

add_custom_target(package_manuals ALL DEPENDS ${vigie_manuals})
add_custom_target(
  packages
  COMMAND "${CMAKE_CPACK_COMMAND}" --config "${PROJECT_BINARY_DIR}/CPackConfig.cmake"
  DEPENDS vigie_search vigie_search_other vigie vigie-server vigie-indexer
          vigie-dictionary package_manuals
  WORKING_DIRECTORY "${PROJECT_BINARY_DIR}" USES_TERMINAL VERBATIM)
include(CPack)
