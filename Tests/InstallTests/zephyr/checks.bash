# Sourced by Tests/InstallTests/packages: the Zephyr module.

module=$PWD/$out/zephyr/anomaly_rt
check "module.yml and Kconfig are as Zephyr's build reads them" \
  /usr/bin/python3 $here/zephyr/check-manifests.py "$module"

# What the sample prints on this machine, with the library of this machine.
cc -O2 -Wall -Wextra -Werror -Iinclude -I$here/zephyr "$module/samples/stream/src/main.c" build/lib/libanomaly_rt.a \
  -o "$work/zephyr-here"
expected_zephyr=$("$work/zephyr-here")
check "the sample for Zephyr finds the fault here" finds_the_fault "$expected_zephyr"

configure_zephyr() {
  cmake -S $here/zephyr -B "$work/zephyr-$1" -DMODULE="$module" -DCONFIGURATION="$2" -DCMAKE_SYSTEM_NAME=Generic \
    -DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY "${@:3}"
}

# zephyr CASE TARGET ARCHIVE CONFIGURATION [FLAG...]: the module chooses the archive, and the sample, compiled as the
# configuration would be, by the target's flags or those given, prints in its emulator what it prints here.
zephyr() {
  local case=$1 archive=$3 configuration=$4 start board
  read_target "$2"
  shift 4
  [[ $# -eq 0 ]] || flags=("$@")
  read_board
  configure_zephyr "$case" "${configuration// /;}" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_C_FLAGS="${flags[*]} ${headers[*]}" \
    -DSTART="$start/startup.c;$root/examples-c/cortex-m/semihosting.c" -DSEMIHOSTING="$root/examples-c/cortex-m" \
    -DLINK_OPTIONS="${board[*]}" || return
  diff <(printf '%s' "$module/lib/$archive/libanomaly_rt.a") "$work/zephyr-$case/chosen" || return
  cmake --build "$work/zephyr-$case" || return
  diff <(printf '%s\n' "$expected_zephyr") <(tools/run-firmware --target "$name" "$work/zephyr-$case/app")
}

# zephyr_on NAME CASE TARGET ARCHIVE CONFIGURATION [FLAG...]
zephyr_on() { check "Zephyr, $1" zephyr "${@:2:3}" "ANOMALY_RT $5" "${@:6}"; }
m3="CPU_CORTEX_M CPU_CORTEX_M3"
m4="CPU_CORTEX_M CPU_CORTEX_M4"
m7="CPU_CORTEX_M CPU_CORTEX_M7"
m33="CPU_CORTEX_M CPU_CORTEX_M33 ARMV8_M_MAINLINE"
m55="CPU_CORTEX_M CPU_CORTEX_M55 ARMV8_M_MAINLINE ARMV8_M_DSP ARMV8_1_M_MVEI"
hard="FPU FP_HARDABI"
softfp="FPU FP_SOFTABI"
zephyr_on "Cortex-M0+" m0plus cortex-m0plus cortex-m0plus "CPU_CORTEX_M CPU_CORTEX_M0PLUS ARMV6_M_ARMV8_M_BASELINE"
zephyr_on "Cortex-M3" m3 cortex-m3 cortex-m3 "$m3"
zephyr_on "Cortex-M4 without its FPU" m4 cortex-m4 cortex-m4-soft "$m4" -mthumb -mcpu=cortex-m4
zephyr_on "Cortex-M4, softfp" m4-softfp cortex-m4 cortex-m4-softfp "$m4 $softfp" \
  -mthumb -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=softfp
zephyr_on "Cortex-M4, hard" m4-hard cortex-m4 cortex-m4-hard "$m4 $hard"
zephyr_on "Cortex-M7 without its FPU" m7 cortex-m7 cortex-m4-soft "$m7" -mthumb -mcpu=cortex-m7
zephyr_on "Cortex-M7, softfp" m7-softfp cortex-m7 cortex-m4-softfp "$m7 $softfp" \
  -mthumb -mcpu=cortex-m7 -mfpu=fpv5-sp-d16 -mfloat-abi=softfp
zephyr_on "Cortex-M7 with a unit of double precision, hard" m7-hard cortex-m7 cortex-m7-hard "$m7 $hard" \
  -mthumb -mcpu=cortex-m7 -mfpu=fpv5-d16 -mfloat-abi=hard
zephyr_on "Cortex-M33 without the DSP extension" m33-plain cortex-m33 cortex-m3 "$m33" \
  -mthumb -mcpu=cortex-m33+nodsp+nofp
zephyr_on "Cortex-M33 without its FPU" m33 cortex-m33 cortex-m4-soft "$m33 ARMV8_M_DSP" \
  -mthumb -mcpu=cortex-m33+nofp
zephyr_on "Cortex-M33, softfp" m33-softfp cortex-m33 cortex-m4-softfp "$m33 ARMV8_M_DSP $softfp" \
  -mthumb -mcpu=cortex-m33 -mfpu=fpv5-sp-d16 -mfloat-abi=softfp
zephyr_on "Cortex-M33, hard" m33-hard cortex-m33 cortex-m33-hard "$m33 ARMV8_M_DSP $hard"
zephyr_on "Cortex-M55 without its FPU" m55 cortex-m55 cortex-m4-soft "$m55" -mthumb -mcpu=cortex-m55+nofp+nomve
zephyr_on "Cortex-M55 with Helium, hard" m55-hard cortex-m55 cortex-m55-hard "$m55 $hard"
zephyr_on "RV32IMC" riscv32 riscv32 riscv32 "RISCV RISCV_ISA_EXT_M RISCV_ISA_EXT_C"

refuses() {
  ! configure_zephyr "$1" "$2" >"$work/$1.log" 2>&1 &&
    grep -q "no library for this processor" "$work/$1.log"
}
check "the module refuses a Cortex-M33 with hard floats and no DSP extension" \
  refuses refused-m33 "ANOMALY_RT;CPU_CORTEX_M;CPU_CORTEX_M33;FPU;FP_HARDABI"
check "the module refuses RISC-V with hard floats" \
  refuses refused-riscv "ANOMALY_RT;RISCV;RISCV_ISA_EXT_M;RISCV_ISA_EXT_C;FPU;FLOAT_HARD"
links_nothing() { configure_zephyr off "CPU_CORTEX_M;CPU_CORTEX_M4" && [[ -z $(<"$work/zephyr-off/chosen") ]]; }
check "the module links nothing where ANOMALY_RT is off" links_nothing

# Floats that are passed by value arrive: thresholds that a program sets decide its verdicts.
thresholds() {
  local archive=$module/lib/$2/libanomaly_rt.a
  read_target "$1"
  flags=(-mthumb "${@:3}")
  link_firmware "$work/thresholds-$2.elf" -Iinclude -I "$module/samples/stream/src" "$here/thresholds.c" "$archive" &&
    [[ $(tools/run-firmware --target "$name" "$work/thresholds-$2.elf") == "thresholds: normal warn alarm refused" ]]
}
check "thresholds set with hard floats" \
  thresholds cortex-m4 cortex-m4-hard -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16
check "thresholds set with softfp floats" \
  thresholds cortex-m4 cortex-m4-softfp -mcpu=cortex-m4 -mfloat-abi=softfp -mfpu=fpv4-sp-d16
check "thresholds set with soft floats" thresholds cortex-m4 cortex-m4-soft -mcpu=cortex-m4 -mfloat-abi=soft

# The libraries of other float ABIs score every golden case to the expected bits, as tools/conformance has it for hard.
join_golden "$work/all.bin" Tests/Conformance/Cases/*.case
golden() {
  local log=$work/golden-$2.log
  read_target "$1"
  flags=(-mthumb "${@:3}")
  link_golden conformance "$work/all.bin" "$module/lib/$2" "$work/golden-$2.elf" &&
    tools/run-firmware --target "$name" "$work/golden-$2.elf" >"$log" && ! grep FAIL "$log" &&
    [[ $(grep -c '^case .* ok$' "$log") == $(find Tests/Conformance/Cases -name '*.case' | wc -l) ]]
}
check "every golden case with softfp floats" \
  golden cortex-m4 cortex-m4-softfp -mcpu=cortex-m4 -mfloat-abi=softfp -mfpu=fpv4-sp-d16
check "every golden case with soft floats" golden cortex-m4 cortex-m4-soft -mcpu=cortex-m4 -mfloat-abi=soft
