# SPDX-License-Identifier: GPL-2.0 OR MIT
# Where things are in the source tree. `cmake --install` writes its own.
ferrule-kernel := $(abspath $(ferrule-build)/..)
ferrule-include := $(abspath $(ferrule-build)/../../..)
ferrule-bindgen := $(or $(FERRULE_BINDGEN),$(ferrule-include)/build/release/bin/ferrule-bindgen)
# `ferrule module` names the one that was built beside it.
ferrule-checker := $(FERRULE_CHECKER)
