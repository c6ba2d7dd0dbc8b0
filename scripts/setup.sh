# Sourced by demo.sh and test.sh (POSIX sh): installs what is missing, then
# configures and builds build/. Expects the current directory to be the
# repository. On a machine that has everything it costs a fraction of a second.

# One list, by purpose: tools, library, service, tests.
VIGIE_PACKAGES="g++ cmake ninja-build pkg-config \
libxapian-dev libicu-dev libzstd-dev libxxhash-dev nlohmann-json3-dev hunspell-fr \
libxml2-dev libabsl-dev libgrpc++-dev libprotobuf-dev protobuf-compiler protobuf-compiler-grpc grpc-proto \
libarchive-dev libcld2-dev libuchardet-dev libcli11-dev libedit-dev libjemalloc-dev libspdlog-dev libgtest-dev libgmock-dev \
libssl-dev libtomlplusplus-dev prometheus-cpp-dev libsystemd-dev"
VIGIE_TEST_PACKAGES="git doxygen dpkg-dev file clang-format-14 clang-tidy-14 python3-minimal \
python3-grpcio python3-protobuf xapian-tools librapidcheck-dev"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints the packages of its arguments that are not installed.
missing_packages() {
  for package in "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) ||
      status=absent
    [ "$status" = installed ] || printf '%s ' "$package"
  done
}

# install_packages PACKAGE...: as root, or through sudo; else says how.
install_packages() {
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  install="apt-get install -y --no-install-recommends $missing"
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root=sudo
  elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
    as_root=sudo
  else
    fail "Il manque des paquets Debian. En tant que root, lancez :
  apt-get update && $install
puis relancez $0."
  fi
  printf 'Installation de paquets Debian : %s\n' "$missing"
  mkdir -p build
  export DEBIAN_FRONTEND=noninteractive
  { $as_root apt-get update -q &&
    $as_root env DEBIAN_FRONTEND=noninteractive $install; } \
    >build/apt.log 2>&1 || {
    tail -n 5 build/apt.log >&2
    fail "L'installation a échoué (journal : build/apt.log)."
  }
}

# build_vigie demo|test TARGET...: configures build/ when needed, then builds
# the targets there. Once the tests are configured in, they stay.
build_vigie() {
  tests=OFF
  [ "$1" = demo ] || tests=ON
  shift
  mkdir -p build
  if [ ! -f build/build.ninja ] ||
    { [ "$tests" = ON ] && ! grep -q '^VIGIE_TESTS:BOOL=ON' build/CMakeCache.txt; }; then
    cmake --preset release -DVIGIE_TESTS="$tests" >build/configure.log 2>&1 || {
      tail -n 20 build/configure.log >&2
      fail "La configuration a échoué (journal : build/configure.log)."
    }
  fi
  printf 'Compilation (journal : build/build.log)…\n'
  ninja -C build -j "$(nproc)" "$@" >build/build.log 2>&1 || {
    grep -E 'error|FAILED' build/build.log | head -n 20 >&2
    fail "La compilation a échoué (journal : build/build.log)."
  }
}
