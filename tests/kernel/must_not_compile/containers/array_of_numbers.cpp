// SPDX-License-Identifier: GPL-2.0 OR MIT
// An array keeps owners.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

bool empty(const XArray<KBox<u32>>& array) { return array.empty(); }
#if defined(WRONG)
bool empty(
    const XArray<u32>& array);  // refused: constraints not satisfied for class template 'XArray'
#endif
