"""check-manifests MODULE: zephyr/module.yml has the keys and types that Zephyr's build reads and names files that exist;
zephyr/Kconfig offers its option where a library exists, and there only. Exit status 1 when something is wrong."""

import os
import sys

import kconfiglib
import yaml

# The part of the schema that a module without boards, blobs and extensions can use: key, type.
BUILD = {
    "cmake": str, "kconfig": str, "cmake-ext": bool, "kconfig-ext": bool, "sysbuild-cmake": str,
    "sysbuild-kconfig": str, "depends": list, "settings": dict,
}
TOP = {"name": str, "build": dict, "tests": list, "samples": list}


def require(holds, sentence):
    if not holds:
        sys.exit("expected " + sentence)


def of_schema(values, schema, place):
    require(isinstance(values, dict), f"a map as {place}")
    for key, value in values.items():
        require(key in schema, f"no key '{key}' in {place}")
        require(isinstance(value, schema[key]), f"{schema[key].__name__} as {key}")


def check_module(folder):
    with open(os.path.join(folder, "zephyr/module.yml")) as file:
        module = yaml.safe_load(file)
    of_schema(module, TOP, "module.yml")
    of_schema(module["build"], BUILD, "build")
    require(os.path.isfile(os.path.join(folder, module["build"]["cmake"], "CMakeLists.txt")), "build.cmake to exist")
    require(os.path.isfile(os.path.join(folder, module["build"]["kconfig"])), "build.kconfig to exist")
    for sample in module["samples"]:
        manifests = [at for at, _, files in os.walk(os.path.join(folder, sample)) if "sample.yaml" in files]
        require(manifests, f"a sample.yaml below {sample}")
        for at in manifests:
            with open(os.path.join(at, "sample.yaml")) as file:
                manifest = yaml.safe_load(file)
            require(manifest["sample"]["name"] and manifest["tests"], f"a name and tests in {at}/sample.yaml")
    return os.path.join(folder, module["build"]["kconfig"])


def check_kconfig(path):
    os.environ["MODULE_KCONFIG"] = path
    tree = kconfiglib.Kconfig(os.path.join(os.path.dirname(__file__), "Kconfig"), warn_to_stderr=False)
    require(not tree.warnings, "no warnings, got: " + "; ".join(tree.warnings))
    option = tree.syms["ANOMALY_RT"]

    def offered(*names):
        for symbol in tree.unique_defined_syms:
            symbol.unset_value()
        for name in names:
            tree.syms[name].set_value("y")
        return option.visibility > 0

    require(not offered(), "ANOMALY_RT not to be offered without a processor it has a library for")
    require(not offered("RISCV", "64BIT"), "ANOMALY_RT not to be offered on RV64")
    require(offered("RISCV"), "ANOMALY_RT to be offered on RV32")
    require(offered("CPU_CORTEX_M"), "ANOMALY_RT to be offered on Cortex-M")
    require(option.str_value == "n", "ANOMALY_RT to be off until it is asked for")
    option.set_value("y")
    require(tree.syms["REQUIRES_FULL_LIBC"].str_value == "y", "ANOMALY_RT to ask for a complete C library")


check_kconfig(check_module(os.path.abspath(sys.argv[1])))
