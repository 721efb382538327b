# Everything is built under build/ and SwiftPM's .build; `make help` lists the targets.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
ANOMALY_DATA ?= ../shared/data
export ANOMALY_DATA

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Werror
CFLAGS ?= -O2
INSTALL ?= install

VERSION := $(shell awk '/define ANOMALY_VERSION_(MAJOR|MINOR|PATCH)/ { v = v s $$3; s = "." } END { print v }' \
  include/anomaly_rt.h)
SOVERSION := $(firstword $(subst ., ,$(VERSION)))

TRAINER := .build/release/trainer
HOST := $(shell uname -m)
# Of the libraries that are built and installed; STRIP must know it.
TARGET := $(HOST)
STRIP ?= strip
LIBDIR ?= lib
LIBRARIES := $(if $(filter $(HOST),$(TARGET)),build/lib,build/targets/$(TARGET)/lib)
DEVICE_SOURCES := $(shell find Sources/AnomalyFormat Sources/AnomalyRuntime Sources/CAnomalyKernels -name '*.swift' \
  -o -name '*.h') $(wildcard tools/build-runtime tools/target*) include/anomaly_rt.map
LIBRARY := $(LIBRARIES)/libanomaly_rt.so.$(VERSION)
ARCHIVE := $(LIBRARIES)/libanomaly_rt.a
EXAMPLES := $(addprefix build/examples/,minimal stream_csv static_arena four_machines)

# The suites behind each target, by the names of their `suite-` targets below.
TEST_SUITES := swift examples
DATA_SUITES := data
CHECK_SUITES := lint docs abi size instructions instruction-model sanitizers valgrind signed-blob install kernels \
  training-kernels conformance robustness second-reader packages fuzz report

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build examples demo test test-data check conformance robustness abi size bench bench-infer bench-train \
  bench-data \
  bench-quality quality fuzz memory lint docs install \
  install-library packages clean suites version
.PHONY: release trainer-static $(addprefix suite-,$(TEST_SUITES) $(DATA_SUITES) $(CHECK_SUITES))

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'Variables: PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) ANOMALY_DATA=$(ANOMALY_DATA) SWIFT=$(SWIFT) CC=$(CC)'

# Build

build: release $(LIBRARY) $(ARCHIVE) examples ## the trainer, both libraries and the C examples

release:
	$(SWIFT) build -c release

# SwiftPM decides whether it is new; the rules below follow its date.
$(TRAINER): release
	@:

$(LIBRARY): $(DEVICE_SOURCES)
	tools/build-runtime --target $(TARGET) -o build/targets/$(TARGET)
	@mkdir -p $(@D)
	cp build/targets/$(TARGET)/libanomaly_rt.so.$(SOVERSION) $@
	ln -sf $(@F) $(LIBRARIES)/libanomaly_rt.so.$(SOVERSION)
	ln -sf $(@F) $(LIBRARIES)/libanomaly_rt.so

# Made by the same call.
$(ARCHIVE): $(LIBRARY)
	cp build/targets/$(TARGET)/libanomaly_rt.a $@

examples: $(EXAMPLES) ## the C examples and a sample model, in build/examples

build/examples/%: examples-c/%.c $(wildcard examples-c/*.h) include/anomaly_rt.h $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) -std=c99 $(CFLAGS) $(WARNINGS) -Iinclude -Ibuild/examples $< -o $@ -Lbuild/lib -lanomaly_rt $(LDLIBS) \
	  -Wl,-rpath,'$$ORIGIN/../lib'

build/examples/four_machines: LDLIBS += -pthread
build/examples/signed_blob: LDLIBS += -lsodium

build/examples/static_arena: build/examples/model.h

build/examples/model.h: $(TRAINER)
	@mkdir -p $(@D)
	$(TRAINER) synth --fault-share 0 -o build/examples/normal.csv
	$(TRAINER) synth --seed 2 -o build/examples/pump.csv --faults build/examples/faults.csv
	$(TRAINER) train build/examples/normal.csv --window 16 --epochs 20 --quiet -o build/examples/model.anomaly
	$(TRAINER) export build/examples/model.anomaly --quiet -o build/examples/model.blob --emit-c $@

demo: release examples ## the whole road on generated data, with a table of found faults and a picture
	tools/demo

# Test: `test-report` runs each suite, keeps its counts, and adds them up.

# $(call run-suites,SUITES)
run-suites = tools/test-report clear $(1); \
  $(MAKE) --no-print-directory -k $(addprefix suite-,$(1)); \
  tools/test-report table $(1)

test: ## the Swift tests and the C examples; needs Swift, a C compiler and make
	@$(call run-suites,$(TEST_SUITES))

test-data: ## what needs the real data in ANOMALY_DATA
	@$(call run-suites,$(DATA_SUITES))

check: ## the ARM and Cortex-M targets, sanitizers, sizes, installation, lint, docs; after tools/setup-cross
	@$(call run-suites,$(CHECK_SUITES))

version:
	@echo $(VERSION)

suites:
	@echo $(TEST_SUITES) $(DATA_SUITES) $(CHECK_SUITES)

suite-swift:
	@tools/test-report run swift $(SWIFT) test --disable-xctest

suite-examples: examples
	@tools/test-report run examples Tests/ExamplesTests/run

suite-data: release examples
	@tools/test-report run data Tests/DataTests/run

suite-lint:
	@tools/test-report check lint tools/lint

suite-docs:
	@tools/test-report check docs tools/build-docs

suite-abi: $(LIBRARY)
	@tools/test-report check abi tools/check-abi

suite-size: $(LIBRARY)
	@tools/test-report run size tools/check-size

suite-instructions: release
	@tools/test-report run instructions tools/check-instructions

suite-instruction-model: release
	@tools/test-report run instruction-model tools/check-instruction-model

suite-sanitizers: examples
	@tools/test-report run sanitizers Tests/ExamplesTests/run-sanitized

suite-valgrind: examples
	@tools/test-report run valgrind Tests/ExamplesTests/run-valgrind

suite-signed-blob: examples build/examples/signed_blob
	@tools/test-report run signed-blob Tests/ExamplesTests/run-signed

suite-install: examples
	@tools/test-report run install Tests/InstallTests/run

suite-packages: examples
	@tools/test-report run packages Tests/InstallTests/packages

suite-kernels:
	@tools/test-report check kernels tools/test-kernels

suite-training-kernels:
	@tools/test-report run training-kernels tools/test-training-kernels

suite-conformance: release
	@tools/test-report run conformance tools/conformance

suite-robustness: $(LIBRARY) build/examples/static_arena
	@tools/test-report run robustness Tests/Conformance/run

suite-second-reader:
	@tools/test-report run second-reader Tests/SecondReaderTests/run

suite-fuzz:
	@tools/test-report check fuzz tools/fuzz

suite-report: release
	@tools/test-report run report tools/check-report

# One piece at a time

conformance: release ## the golden cases on every target
	@tools/conformance

abi: $(LIBRARY) ## exported symbols, structures and constants beside the committed list
	@tools/check-abi

robustness: suite-robustness ## damage, old formats, threads, heap and stack over the golden cases

size: $(LIBRARY) ## bytes of the library and its undefined symbols, here and on Cortex-M
	@tools/check-size

bench: release $(LIBRARY) ## time of a window beside a plain C loop
	@tools/bench

bench-infer: release $(LIBRARY) ## time of a window beside LiteRT, ONNX Runtime, ExecuTorch and TensorFlow Lite Micro
	@tools/bench-infer

bench-train: release ## speed of training beside PyTorch and TensorFlow, which it installs below build/peers
	@tools/bench-train

bench-data: release ## speed and memory of reading CSV beside pandas and polars, which it installs below build/peers
	@tools/bench-data

bench-quality: release ## detection on public sets with three seeds, against tools/quality-targets; needs ANOMALY_DATA
	@tools/bench-quality

quality: release ## losses that training reaches beside PyTorch's; after bench-train; needs ANOMALY_DATA
	@tools/train-quality

memory: release ## peak memory of training on ten million rows of eight columns
	@tools/check-memory

T ?= 60
fuzz: ## everything that reads foreign bytes under libFuzzer, for T=60 seconds
	@tools/fuzz $(T)

lint: ## format and style of Swift, C and shell
	@tools/lint

docs: ## the documentation as a web site in build/docs
	@tools/build-docs

# Install

trainer-static:
	$(SWIFT) build -c release --static-swift-stdlib --product trainer --scratch-path .build-static

install: install-library trainer-static ## header, libraries, package files and trainer below DESTDIR/PREFIX
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin
	$(INSTALL) -s .build-static/release/trainer $(DESTDIR)$(PREFIX)/bin/trainer

install-library: $(LIBRARY) $(ARCHIVE) ## the same without the trainer; TARGET=aarch64 STRIP=... LIBDIR=... for another
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/include $(LIBRARY_FOLDER)/pkgconfig $(LIBRARY_FOLDER)/cmake/anomaly_rt
	$(INSTALL) -m 644 include/anomaly_rt.h $(DESTDIR)$(PREFIX)/include/anomaly_rt.h
	$(INSTALL) -m 644 $(ARCHIVE) $(LIBRARY_FOLDER)/libanomaly_rt.a
	$(INSTALL) -s --strip-program=$(STRIP) $(LIBRARY) $(LIBRARY_FOLDER)/$(notdir $(LIBRARY))
	ln -sf $(notdir $(LIBRARY)) $(LIBRARY_FOLDER)/libanomaly_rt.so.$(SOVERSION)
	ln -sf $(notdir $(LIBRARY)) $(LIBRARY_FOLDER)/libanomaly_rt.so
	$(call fill-in,anomaly_rt.pc,pkgconfig)
	$(call fill-in,anomaly_rt-config.cmake,cmake/anomaly_rt)
	$(call fill-in,anomaly_rt-config-version.cmake,cmake/anomaly_rt)

LIBRARY_FOLDER = $(DESTDIR)$(PREFIX)/$(LIBDIR)
# From the folder of the CMake package to PREFIX.
TO_PREFIX = ../..$(subst $(eval ) ,,$(patsubst %,/..,$(subst /, ,$(LIBDIR))))

# $(call fill-in,FILE,FOLDER): a package file from its template.
fill-in = sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@TO_PREFIX@|$(TO_PREFIX)|' \
  -e 's|@VERSION@|$(VERSION)|' -e 's|@SOVERSION@|$(SOVERSION)|' tools/packaging/$(1).in >$(LIBRARY_FOLDER)/$(2)/$(1)

packages: examples ## the runtime for Zephyr, Arduino and Linux boards, in build/packages
	@tools/package all

clean: ## remove everything that was built
	rm -rf build .build .build-static
