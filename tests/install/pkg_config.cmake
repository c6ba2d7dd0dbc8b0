# Compiles SOURCE into PROGRAM by COMPILER and pkg-config against STAGE, and
# runs it with ARGUMENT, a path that is made free, where one is given.
set(ENV{PKG_CONFIG_PATH} "${STAGE}/${LIBDIR}/pkgconfig")
execute_process(COMMAND pkg-config --cflags --libs vigie OUTPUT_VARIABLE flags
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags} ${FLAGS}")
execute_process(COMMAND "${COMPILER}" ${STANDARD} -Wall -Wextra -Werror
                        "${SOURCE}" -o "${PROGRAM}" ${flags}
                        "-Wl,-rpath,${STAGE}/${LIBDIR}"
                COMMAND_ERROR_IS_FATAL ANY)
if(ARGUMENT)
  file(REMOVE_RECURSE "${ARGUMENT}")
endif()
execute_process(COMMAND "${PROGRAM}" ${ARGUMENT} COMMAND_ERROR_IS_FATAL ANY)
