// SPDX-License-Identifier: GPL-2.0 OR MIT
// The module is loaded when this runs: it has said hello.
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "tests/kernel/examples/kernel_log.hpp"

using ferrule::kernel::user::Checks;

int main() {
  Checks checks;
  checks.that("examples/module", times(kernel_log(), '6', "example_module: hello") == 1);
  return checks.finish();
}
