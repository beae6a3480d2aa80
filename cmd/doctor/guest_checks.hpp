// SPDX-License-Identifier: Apache-2.0 OR MIT
// What tests in a guest need beside a kernel, and where things are kept.
#pragma once

#include "cmd/doctor/check.hpp"
#include "cmd/doctor/machine.hpp"

namespace ferrule::cmd {

/// QEMU, the static C library, DKMS, the cache folder and its free space.
[[nodiscard]] Checks check_guest(const Machine& machine);

}  // namespace ferrule::cmd
