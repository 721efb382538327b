# Sourced by Tests/InstallTests/packages: the Arduino library.

library=$PWD/$out/arduino/AnomalyRT
check "library.properties, keywords and folders are as Arduino's specification wants them" \
  $here/arduino/check-properties "$library"

sketch=("$library/examples/Stream/Stream.ino" "$here/arduino/core.cpp")
ldflags=$(sed -n 's/^ldflags=//p' "$library/library.properties")
cxx=(-std=gnu++11 -Os -Wall -Wextra -Werror "-I$here/arduino" "-I$library/src" -include Arduino.h -x c++)
g++ "${cxx[@]}" "${sketch[@]}" -x none build/lib/libanomaly_rt.a -o "$work/sketch-here"
expected_sketch=$("$work/sketch-here")
check "the sketch finds the fault here" finds_the_fault "$expected_sketch"

# arduino TARGET FOLDER FLAG...: the sketch, compiled and linked by the flags of a core with the library of the folder,
# prints in the target's emulator what it prints here.
arduino() {
  local folder=$library/src/$2 program=$work/sketch-${2//\//-} source objects=()
  read_target "$1"
  flags=(-mthumb "${@:3}")
  for source in "${sketch[@]}"; do
    "${cc%gcc}g++" "${flags[@]}" "${cxx[@]}" -fno-exceptions -fno-rtti -fno-threadsafe-statics -ffunction-sections \
      -c "$source" -o "$program-${source##*/}.o" || return
    objects+=("$program-${source##*/}.o")
  done
  link_firmware "$program.elf" "${objects[@]}" "-L$folder" "$ldflags" &&
    diff <(printf '%s\n' "$expected_sketch") <(tools/run-firmware --target "$name" "$program.elf")
}
check "Arduino, SAMD and RP2040: cortex-m0plus" arduino cortex-m0plus cortex-m0plus -mcpu=cortex-m0plus
check "Arduino, Due: cortex-m3" arduino cortex-m3 cortex-m3 -mcpu=cortex-m3
check "Arduino, Nano 33 BLE: cortex-m4, softfp" \
  arduino cortex-m4 cortex-m4/fpv4-sp-d16-softfp -mcpu=cortex-m4 -mfloat-abi=softfp -mfpu=fpv4-sp-d16
check "Arduino, UNO R4: cortex-m4, hard" \
  arduino cortex-m4 cortex-m4/fpv4-sp-d16-hard -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16
check "Arduino, a Cortex-M4 without flags for floats" arduino cortex-m4 cortex-m4 -mcpu=cortex-m4
check "Arduino, Portenta H7: cortex-m7, softfp" \
  arduino cortex-m7 cortex-m7/fpv5-d16-softfp -mcpu=cortex-m7 -mfloat-abi=softfp -mfpu=fpv5-d16
check "Arduino, Teensy 4: imxrt1062, hard" \
  arduino cortex-m7 imxrt1062/fpv5-d16-hard -mcpu=cortex-m7 -mfloat-abi=hard -mfpu=fpv5-d16
check "Arduino, STM32U5: cortex-m33, hard" \
  arduino cortex-m33 cortex-m33/fpv4-sp-d16-hard -mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv4-sp-d16
mixed_is_refused() {
  ! arduino cortex-m4 cortex-m4 -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16 >"$work/mixed.log" 2>&1 &&
    grep -q 'uses VFP register arguments' "$work/mixed.log"
}
check "the linker refuses hard floats with the library that passes them in integer registers" mixed_is_refused
