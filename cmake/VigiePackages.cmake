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

# The unit of systemd, and the settings that it reads: in /etc beside /usr, and
# below any other prefix.
set(vigie_unit "${vigie_packaging}/systemd/vigie-server.service")
set(vigie_unit_control conffiles postinst prerm postrm)
install(FILES "${vigie_unit}"
        DESTINATION lib/systemd/system COMPONENT programs EXCLUDE_FROM_ALL)
install(
  CODE "set(settings \"${vigie_packaging}/etc/server.toml\")
  set(folder \"\${CMAKE_INSTALL_PREFIX}/etc/vigie\")
  if(CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
    set(folder \"\${CMAKE_INSTALL_PREFIX}/../etc/vigie\")
  endif()
  file(INSTALL \"\${settings}\" DESTINATION \"\${folder}\")"
  COMPONENT programs EXCLUDE_FROM_ALL)

# vigie_generated(OUT COMMAND...): a file of the package `vigie` that a program
# writes about itself.
set(vigie_generated_files "")
function(vigie_generated out)
  add_custom_command(
    OUTPUT "${out}" COMMAND ${ARGN} VERBATIM
    DEPENDS vigie vigie-server vigie-indexer vigie-dictionary
            "${vigie_packaging}/man/manual_page.py")
  list(APPEND vigie_generated_files "${out}")
  set(vigie_generated_files "${vigie_generated_files}" PARENT_SCOPE)
endfunction()

foreach(language en fr)
  string(REPLACE "/en" "" folder "${CMAKE_INSTALL_MANDIR}/${language}/man1")
  foreach(program vigie vigie-server vigie-indexer vigie-dictionary)
    set(page "${vigie_package_tree}/man/${language}/${program}.1.gz")
    if(program STREQUAL "vigie")
      vigie_generated(
        "${page}" sh -c
        "mkdir -p \"\${2%/*}\" && \"$0\" __man --lang $1 | gzip -9n >\"$2\""
        $<TARGET_FILE:vigie> ${language} "${page}")
    elseif(VIGIE_PYTHON)
      vigie_generated(
        "${page}" ${VIGIE_PYTHON} "${vigie_packaging}/man/manual_page.py"
        $<TARGET_FILE:${program}> ${PROJECT_VERSION} ${language} "${page}")
    else()
      continue()
    endif()
    install(FILES "${page}" DESTINATION "${folder}" COMPONENT programs EXCLUDE_FROM_ALL)
  endforeach()
endforeach()
foreach(line bash=bash-completion/completions/vigie
             zsh=zsh/vendor-completions/_vigie fish=fish/vendor_completions.d/vigie.fish)
  string(REGEX REPLACE "(.*)=(.*)/(.*)" "\\1;\\2;\\3" line "${line}")
  list(POP_FRONT line shell folder name)
  set(script "${vigie_package_tree}/completion/${shell}/${name}")
  vigie_generated(
    "${script}" sh -c
    "mkdir -p \"\${2%/*}\" && \"$0\" completion $1 >\"$2\""
    $<TARGET_FILE:vigie> ${shell} "${script}")
  install(FILES "${script}" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/${folder}"
          COMPONENT programs EXCLUDE_FROM_ALL)
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
foreach(file ${vigie_unit_control})
  list(APPEND CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA
       "${vigie_packaging}/debian/${file}")
endforeach()
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

add_custom_target(package_manuals ALL DEPENDS ${vigie_generated_files})
add_custom_target(
  packages
  COMMAND "${CMAKE_CPACK_COMMAND}" --config "${PROJECT_BINARY_DIR}/CPackConfig.cmake"
  DEPENDS vigie_search vigie_search_other vigie vigie-server vigie-indexer
          vigie-dictionary package_manuals
  WORKING_DIRECTORY "${PROJECT_BINARY_DIR}" USES_TERMINAL VERBATIM)
include(CPack)
