# Sourced by Tests/InstallTests/packages: the packages for Linux.

cut -d, -f2-7 build/examples/pump.csv | tail -n +2 >"$work/numbers.csv"
expected=$(build/examples/minimal build/examples/model.blob <"$work/numbers.csv")
prints_the_score() { [[ -n $expected && $("$@" build/examples/model.blob <"$work/numbers.csv") == "$expected" ]]; }

# The package of an architecture holds these files and no others, owned by root, and the archive the same.
holds_its_files() {
  local deb=$out/libanomaly-rt_${version}_$1.deb lib=./usr/lib/$2
  diff <(dpkg-deb -c "$deb" | grep -v '^d' | awk '{ print $2, $6 }' | LC_ALL=C sort) - <<END &&
root/root ./usr/include/anomaly_rt.h
root/root $lib/cmake/anomaly_rt/anomaly_rt-config-version.cmake
root/root $lib/cmake/anomaly_rt/anomaly_rt-config.cmake
root/root $lib/libanomaly_rt.a
root/root $lib/libanomaly_rt.so
root/root $lib/libanomaly_rt.so.${version%%.*}
root/root $lib/libanomaly_rt.so.$version
root/root $lib/pkgconfig/anomaly_rt.pc
root/root ./usr/share/doc/libanomaly-rt/copyright
END
    diff <(dpkg-deb --fsys-tarfile "$deb" | tar -t | sort) <(tar -tzf "${deb%.deb}.tar.gz" | sort)
}
# What dpkg says of itself, and that the library needs no newer C library than the package says.
describes_itself() {
  local deb=$out/libanomaly-rt_${version}_$1.deb newest
  diff <(dpkg-deb -f "$deb" Package Version Architecture) - <<END &&
Package: libanomaly-rt
Version: $version
Architecture: $1
END
    newest=$(readelf -V "$work/$1/usr/lib/$2/libanomaly_rt.so" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -uV |
      tail -n 1) &&
    [[ $(printf '%s\n' "$newest" 2.17 | sort -V | tail -n 1) == 2.17 ]]
}
# Programs built through pkg-config, with the shared and the static library.
through_pkg_config() {
  local tree=$PWD/$work/$1 program=$work/$1-pkg cflags libs
  export PKG_CONFIG_SYSROOT_DIR=$tree PKG_CONFIG_LIBDIR=$tree/usr/lib/$2/pkgconfig PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1
  export PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
  read -ra cflags < <(pkg-config --cflags anomaly_rt) && read -ra libs < <(pkg-config --libs anomaly_rt)
  unset "${!PKG_CONFIG_@}"
  "$cc" "${flags[@]}" "${cflags[@]}" examples-c/minimal.c "${libs[@]}" -Wl,-rpath,"$tree/usr/lib/$2" \
    -o "$program-shared" &&
    prints_the_score "${run[@]}" "$program-shared" &&
    "$cc" "${flags[@]}" "${cflags[@]}" examples-c/minimal.c "$tree/usr/lib/$2/libanomaly_rt.a" -o "$program-static" &&
    prints_the_score "${run[@]}" "$program-static"
}
# The same through the CMake package, which CMake finds in the folder of the architecture.
through_cmake() {
  local build=$work/$1-cmake system=()
  [[ $cc == cc ]] || system=(-DCMAKE_SYSTEM_NAME=Linux)
  cmake -S $here -B "$build" "${system[@]}" -DC_ONLY=ON -DCMAKE_C_COMPILER="$cc" -DCMAKE_LIBRARY_ARCHITECTURE="$2" \
    -DCMAKE_C_FLAGS="${flags[*]}" -DCMAKE_PREFIX_PATH="$PWD/$work/$1/usr" && cmake --build "$build" &&
    prints_the_score "${run[@]}" "$build/c_shared" && prints_the_score "${run[@]}" "$build/c_static"
}
while read -r target architecture multiarch; do
  read_target "$target"
  check "$architecture: the package holds the library and no more" holds_its_files "$architecture" "$multiarch"
  check "$architecture: the package unpacks" \
    dpkg-deb -x "$out/libanomaly-rt_${version}_$architecture.deb" "$work/$architecture"
  check "$architecture: the package describes itself" describes_itself "$architecture" "$multiarch"
  check "$architecture: a program built through pkg-config" through_pkg_config "$architecture" "$multiarch"
  check "$architecture: a program built through CMake" through_cmake "$architecture" "$multiarch"
  no_path() { ! grep -rlI "$PWD" "$work/$architecture"; }
  check "$architecture: the package names no folder of this machine" no_path
done <<END
x86_64 amd64 x86_64-linux-gnu
aarch64 arm64 aarch64-linux-gnu
armv7 armhf arm-linux-gnueabihf
END

# dpkg itself takes the package, into a system of its own, and gives back every file.
dpkg_installs() {
  local root=$PWD/$work/system deb
  local dpkg=(dpkg --root="$root" --force-not-root --force-depends --force-script-chrootless --log=/dev/null)
  deb=$out/libanomaly-rt_${version}_$(dpkg --print-architecture).deb
  mkdir -p "$root/var/lib/dpkg/"{info,updates,triggers} && touch "$root/var/lib/dpkg/"{status,available} &&
    "${dpkg[@]}" -i "$deb" && "${dpkg[@]}" --verify libanomaly-rt && "${dpkg[@]}" -r libanomaly-rt &&
    [[ -z $(find "$root/usr" -name '*anomaly*' 2>/dev/null) ]]
}
check "dpkg installs the package, finds every checksum right, and removes it" dpkg_installs
again() {
  tools/package linux --target aarch64 -o "$work/again" && for kind in deb tar.gz; do
    cmp "$out/libanomaly-rt_${version}_arm64.$kind" "$work/again/libanomaly-rt_${version}_arm64.$kind" || return
  done
}
check "packaging the same commit again makes the same bytes" again
