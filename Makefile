# SPDX-License-Identifier: Apache-2.0 OR MIT
# The front door. CMakePresets.json holds the builds; this only names the common tasks.

TIME ?= 60
.DEFAULT_GOAL := help
.PHONY: help demo test test-kernel-debug build lint format bench fuzz ledger

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## pages over TLS with curl, nginx and openssl; then a driver in a guest
	@setup/install build demo
	@cmake --preset release
	@cmake --build --preset release --target ship
	@tests/demo/run

test: ## both compilers, sanitizers, interop, guests, lint
	@python3 tests/run/suite.py

test-kernel-debug: ## modules on a kernel that finds mistakes (fresh about 10 minutes)
	@setup/install build kernel kernel-debug
	@cmake --preset release
	@cmake --build --preset release --target ship
	@python3 tests/kernel/debug/debug.py build/release/bin/ferrule \
	    build/release/bin/ferrule-bindgen build/kernel-debug

build: ## build/release/bin/ferrule and build/release/lib/libferrule_*.a
	@setup/install build
	@cmake --preset release
	@cmake --build --preset release --target ship

lint: ## the safe-subset checker over every file, clang-format, clang-tidy
	@setup/install build test kernel
	@python3 tests/run/lint.py

format: ## clang-format everything in place
	@git ls-files -z -- '*.cpp' '*.hpp' | xargs -0 clang-format-19 -i

bench: ## handshakes and bulk transfer, beside libssl
	@setup/install build test
	@cmake --preset release
	@cmake --build --preset release
	@tests/run/bench

fuzz: ## each fuzz target for TIME seconds (make fuzz TIME=600)
	@setup/install build test
	@cmake --preset dev
	@cmake --build --preset dev
	@tests/run/fuzz $(TIME)

ledger: ## every UNSAFE region: where, why, how large
	@setup/install build test kernel
	@python3 tests/run/lint.py ledger
