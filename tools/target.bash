# Sourced by the tools: what tools/targets says.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
toolchain=$(dirname "$(readlink -f "$(command -v swiftc)")")

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# The names of all targets.
target_names() {
  sed -e '/^#/d' -e 's/ *|.*//' "$root/tools/targets"
}

# Sets name, triple, flags, cc, memory and run (arrays: flags, run) for the target $1, and headers: where its C
# library's are.
read_target() {
  local row
  row=$(grep -E "^$1 *\|" "$root/tools/targets") ||
    fail "no target is called '$1'; take one of: $(target_names | tr '\n' ' ')"
  IFS='|' read -r name triple flags cc memory run <<<"$row"
  name=${name// /} triple=${triple// /} cc=${cc// /} memory=${memory// /}
  read -ra flags <<<"$flags"
  read -ra run <<<"$run"
  command -v "$cc" >/dev/null || fail "$name needs the C compiler $cc; run tools/setup-cross"
  case $cc in
    cc) headers=() ;;
    arm-none-eabi-gcc) headers=(-isystem /usr/lib/arm-none-eabi/include) ;;
    *) headers=(-isystem "/usr/${cc%-gcc}/include") ;;
  esac
}

bare() { [[ $memory != - ]]; }

# compile_kernels OBJECT SOURCE FLAG...: with the compiler that Swift uses for the kernels, and its flags.
compile_kernels() {
  local object=$1 source=$2
  shift 2
  "$toolchain/clang" -O2 -Wall -Wextra -Werror -ffp-contract=off -fno-math-errno "$@" \
    -I "$root/Sources/CAnomalyKernels" -I "$root/examples-c/cortex-m" -c "$source" -o "$object"
}

# compile_for_target OBJECT SOURCE FLAG...: the same for the target that read_target read.
compile_for_target() {
  local object=$1 source=$2
  shift 2
  compile_kernels "$object" "$source" -target "$triple" "${flags[@]}" "${headers[@]}" "$@"
}

# link_firmware ELF INPUT...: links objects and libraries with start-up code and the memory map of the board.
link_firmware() {
  local elf=$1 board=$root/examples-c/cortex-m
  shift
  "$cc" "${flags[@]}" -Os -Wall -Wextra -Werror -ffunction-sections -nostartfiles --specs=nano.specs \
    --specs=nosys.specs -Wl,--gc-sections,--no-enum-size-warning,-z,noexecstack,--no-warn-execstack \
    -L "$board" -T "$memory" -I "$board" "$board/startup.c" "$board/semihosting.c" "$@" -o "$elf"
}
