// SPDX-License-Identifier: Apache-2.0 OR MIT
// The C library's heap as an Allocator: what a program uses that has no memory of its own to give.
#pragma once

#include "ferrule/core/allocator.hpp"

namespace ferrule {

/// malloc and free. Lives as long as the program and may be used from every thread.
[[nodiscard]] AllocatorRef system_allocator();

}  // namespace ferrule
