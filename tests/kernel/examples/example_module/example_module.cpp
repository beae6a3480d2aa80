// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/module.hpp"

#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#include "examples/module-1.inc"

#include "examples/module-2.inc"
