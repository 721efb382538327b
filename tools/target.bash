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

# Sets name, triple, flags, cc, memory and run (arrays: flags, run) for the target $1, and of its C library headers and
# specs: flags for clang that name its folder, and flags for the C compiler that choose it in firmware.
read_target() {
  local row
  row=$(grep -E "^$1 *\|" "$root/tools/targets") ||
    fail "no target is called '$1'; take one of: $(target_names | tr '\n' ' ')"
  IFS='|' read -r name triple flags cc memory run <<<"$row"
  name=${name// /} triple=${triple// /} cc=${cc// /} memory=${memory// /}
  read -ra flags <<<"$flags"
  read -ra run <<<"$run"
  command -v "$cc" >/dev/null || fail "$name needs the C compiler $cc; run tools/setup-cross"
  specs=()
  case $cc in
    cc) headers=() ;;
    arm-none-eabi-gcc)
      headers=(-isystem /usr/lib/arm-none-eabi/include)
      specs=(--specs=nano.specs --specs=nosys.specs)
      ;;
    riscv64-unknown-elf-gcc)
      headers=(-isystem /usr/lib/picolibc/riscv64-unknown-elf/include)
      specs=(--specs=picolibc.specs --oslib=semihost)
      ;;
    *) headers=(-isystem "/usr/${cc%-gcc}/include") ;;
  esac
}

# Whether the folder $1 has no static library, or one older than its sources.
stale_runtime() {
  [[ ! -f $1/libanomaly_rt.a || -n $(find "$root"/Sources/{AnomalyFormat,AnomalyRuntime,CAnomalyKernels} \
    "$root"/tools/{build-runtime,target*} -newer "$1/libanomaly_rt.a" -type f) ]]
}

# Changes how the target that was read passes floats: $1 is softfp, or soft, which also leaves its unit unused.
use_float_abi() {
  [[ " ${flags[*]} " == *" -mfloat-abi=hard "* ]] || fail "$name passes no floats in registers of their own"
  [[ $1 == softfp || $1 == soft ]] || fail "'$1' is no float ABI: take softfp or soft"
  flags=("${flags[@]/-mfloat-abi=hard/-mfloat-abi=$1}")
  [[ $1 == softfp ]] || mapfile -t flags < <(printf '%s\n' "${flags[@]}" | grep -v '^-mfpu=')
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

# Sets what a firmware of the target is linked with: start (a folder) and board (an array of flags).
read_board() {
  case $cc in
    riscv*) start=$root/examples-c/riscv32 board=() ;;
    *) start=$root/examples-c/cortex-m board=(-Wl,--no-enum-size-warning) ;;
  esac
  board+=("${specs[@]}" -nostartfiles -Wl,--gc-sections "-L$start" "-L$root/examples-c/cortex-m" -T "$memory")
}

# link_firmware ELF INPUT...: links objects and libraries with start-up code and the memory map of the board.
link_firmware() {
  local elf=$1 semihosting=$root/examples-c/cortex-m start board
  shift
  read_board
  "$cc" "${flags[@]}" -Os -Wall -Wextra -Werror -ffunction-sections "${board[@]}" \
    -Wl,-z,noexecstack,--no-warn-execstack -I "$semihosting" "$start/startup.c" "$semihosting/semihosting.c" "$@" \
    -o "$elf"
}
