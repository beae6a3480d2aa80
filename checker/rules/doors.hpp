// SPDX-License-Identifier: Apache-2.0 OR MIT
// door: what only one room may include. The kernel's bindings are for ferrule/kernel: safe drivers,
// unsafe abstractions, and no short cut from drivers to C.
#pragma once

#include "checker/report/rooms.hpp"
#include "clang/Frontend/CompilerInstance.h"

namespace ferrule::checker::rules {

/// Watches every #include of this compilation.
void watch_doors(clang::CompilerInstance& compiler, const Rooms& rooms);

}  // namespace ferrule::checker::rules
