# shellcheck shell=bash
# Sourced by the scripts beside this folder. `set_up` sees to everything the package is built with:
# it looks first, without special rights, and installs only what is missing. A second run does nothing.

oldest_swift=6.2
commands=(fit-growth classify plot-activation)

say() { printf '%s\n' "$*" >&2; }

# die CODE MESSAGE…
die() {
  local code=$1
  shift
  say "$@"
  exit "$code"
}

have() { command -v "$1" >/dev/null 2>&1; }

# The comment block at the top of a script, below its first line, is its help.
print_help() { sed -n '2,/^$/{s/^# \{0,1\}//p;}' "$1"; }

set_up() {
  check_swift
  if have brew && [ "$(uname -s)" = Darwin ]; then
    # Homebrew's headers and libraries are not on the compiler's path by themselves, and not all come
    # with a description for pkg-config.
    CPATH="$(brew --prefix)/include${CPATH:+:$CPATH}"
    LIBRARY_PATH="$(brew --prefix)/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"
    export CPATH LIBRARY_PATH
  fi
  local missing
  missing=$(missing_parts)
  [ -n "$missing" ] || return 0
  say "missing here: $(tr '\n' ' ' <<<"$missing")"
  install_parts "$missing"
  missing=$(missing_parts)
  [ -z "$missing" ] || die 69 "still missing after the installation: $(tr '\n' ' ' <<<"$missing")"
}

# A browser for the tests that open pages. Without one they say that they did not run, so that it is
# no error where none can be had.
set_up_browser() {
  if have chromium || have chromium-browser || have google-chrome || ! have apt-get; then return 0; fi
  (install_with_apt chromium) || say "no browser could be installed: tests of pages will not run"
}

check_swift() {
  local advice="Install Swift $oldest_swift or newer from https://www.swift.org/install, or with swiftly:
  swiftly install latest
and open a new terminal so that the command swift is found."
  have swift || die 69 "Swift is not installed, or not on the PATH.
$advice"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || die 69 "The command swift does not say its version: does 'swift --version' work?
$advice"
  if [ "${version%%.*}" -lt "${oldest_swift%%.*}" ] ||
    { [ "${version%%.*}" -eq "${oldest_swift%%.*}" ] && [ "${version#*.}" -lt "${oldest_swift#*.}" ]; }; then
    die 69 "Swift $version is too old.
$advice"
  fi
}

# What is not there, one name a line: git compiler pkg-config gsl zlib glpk fast_float gnuplot.
missing_parts() {
  have git || echo git
  compiles cmath || echo compiler
  if have pkg-config; then
    pkg-config --exists gsl || echo gsl
    pkg-config --exists zlib || compiles zlib.h || echo zlib
  else
    echo pkg-config
    compiles gsl/gsl_multilarge_nlinear.h || echo gsl
    compiles zlib.h || echo zlib
  fi
  # It comes without a description for pkg-config.
  compiles glpk.h || echo glpk
  # Without a working compiler the header's presence shows nothing: ask for it as well.
  compiles fast_float/fast_float.h || echo fast_float
  # Draws the pictures; looked for when the commands run.
  have gnuplot || echo gnuplot
}

# Whether the compiler that builds the package finds a header.
compiles() {
  local compiler
  compiler=$(cxx) || return 1
  printf '#include <%s>\n' "$1" | "$compiler" -std=c++17 -x c++ -fsyntax-only - >/dev/null 2>&1
}

# Swift's own clang, which stands beside it in the toolchain, is the one that counts.
cxx() {
  local beside
  beside="$(dirname "$(command -v swift)")/clang++"
  if [ -x "$beside" ]; then echo "$beside"; else command -v clang++ || command -v c++; fi
}

install_parts() {
  if have apt-get; then
    install_with_apt "$1"
  elif have brew; then
    install_with_brew "$1"
  else
    die 69 "Please install these with your system's package manager, then run this again:
$(tr '\n' ' ' <<<"$1")
(git, a C++17 compiler with its library, pkg-config, the GNU Scientific Library 2.7 or newer, zlib,
the GNU Linear Programming Kit 5.0 or newer, and the header-only C++ library fast_float, each with
its headers; gnuplot 5.4 or newer with its cairo terminals, for pictures)"
  fi
}

install_with_apt() {
  local part packages=()
  for part in $1; do
    case $part in
      compiler) packages+=(g++) ;;
      glpk) packages+=(libglpk-dev) ;;
      gsl) packages+=(libgsl-dev) ;;
      zlib) packages+=(zlib1g-dev) ;;
      fast_float) packages+=(libfast-float-dev) ;;
      gnuplot) packages+=(gnuplot-nox) ;;
      *) packages+=("$part") ;;
    esac
  done
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || die 77 "These need to be installed, and neither root nor sudo is available. As root, run:
  apt-get install ${packages[*]}"
    as_root=(sudo)
  fi
  say "installing ${packages[*]}"
  # "${a[@]+…}": an empty array is an unset variable to bash 4.3 and older.
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq </dev/null >&2
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null >&2
}

install_with_brew() {
  local part packages=()
  for part in $1; do
    case $part in
      compiler | git) die 69 "Please install the command line tools: xcode-select --install" ;;
      pkg-config) packages+=(pkgconf) ;;
      *) packages+=("$part") ;;
    esac
  done
  say "installing ${packages[*]}"
  brew install "${packages[@]}" </dev/null >&2
}
