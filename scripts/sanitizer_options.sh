# Sourced (POSIX sh) at the top of the tree: how sanitized programs run.
# Xapian 1.4.22 deletes with a wrong size in its own Database::check (mended in
# 1.4.30). A bus error is what a file cut under its mapping gives: the library
# handles it, and a test ends its process by one.
export ASAN_OPTIONS=new_delete_type_mismatch=0:handle_sigbus=0
export UBSAN_OPTIONS=print_stacktrace=1
# What Debian's libraries do, which are not instrumented, is not watched.
export TSAN_OPTIONS="handle_sigbus=0:ignore_noninstrumented_modules=1:suppressions=$PWD/scripts/tsan_suppressions.txt"

# sanitizer_reports FOLDER: each process that finds something writes a file
# there, since what a child prints may be read by nobody.
sanitizer_reports() {
  ASAN_OPTIONS="$ASAN_OPTIONS:log_path=$1/address"
  UBSAN_OPTIONS="$UBSAN_OPTIONS:log_path=$1/undefined"
  TSAN_OPTIONS="$TSAN_OPTIONS:log_path=$1/thread"
}
