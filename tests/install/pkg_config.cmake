# Compiles SOURCE into PROGRAM against STAGE by pkg-config, and runs it.
set(ENV{PKG_CONFIG_PATH} "${STAGE}/${LIBDIR}/pkgconfig")
execute_process(COMMAND pkg-config --cflags --libs vigie OUTPUT_VARIABLE flags
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags} ${FLAGS}")
execute_process(COMMAND "${CXX}" -std=c++17 "${SOURCE}" -o "${PROGRAM}" ${flags}
                        "-Wl,-rpath,${STAGE}/${LIBDIR}"
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${PROGRAM}" COMMAND_ERROR_IS_FATAL ANY)
