// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/locked_by.hpp"

#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace locked_by_example {

using namespace ferrule::kernel;

struct Directory {
  u32 files = 1;
};

#include "examples/locked_by-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  const Mutex<Directory> directory(FERRULE_LOCK_CLASS("directory"));
  const File file(directory);
#include "examples/locked_by-2.inc"
  test.expect_eq(directory.with([&](Directory& held) { return file.size.access(held); }), 3U);
  return ok();
}

}  // namespace locked_by_example
