# Sourced by the tools that run programs of Tests/Conformance, after tools/target.bash: golden files inside of programs.

tests=Tests/Conformance

# join_golden OUTPUT FILE...: golden files one after the other, each padded to a multiple of 64 bytes.
join_golden() {
  local file bytes
  for file in "${@:2}"; do
    bytes=$(stat -c %s "$file")
    cat "$file"
    head -c $(((64 - bytes % 64) % 64)) /dev/zero
  done >"$1"
}

# link_golden PROGRAM GOLDEN LIBRARY OUTPUT FLAG...: links Tests/Conformance/PROGRAM.c, the joined files GOLDEN inside,
# for the target that was read, with the runtime in the folder LIBRARY.
link_golden() {
  local cases=-DCASES="\"$root/$2\"" library=$3 output=$4
  local sources=("$tests/$1.c" "$tests/cases.S") include=(-Iinclude "-I$tests")
  shift 4
  if bare; then
    link_firmware "$output" -std=c99 -DBARE_BOARD "$cases" "${include[@]}" "$@" "${sources[@]}" \
      "$library/libanomaly_rt.a"
  else
    "$cc" "${flags[@]}" -std=c99 -O2 -Wall -Wextra -Wpedantic -Werror "$cases" "${include[@]}" "$@" "${sources[@]}" \
      -o "$output" -L"$library" -lanomaly_rt -Wl,-rpath,"$root/$library"
  fi
}
