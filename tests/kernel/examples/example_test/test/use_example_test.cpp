// SPDX-License-Identifier: GPL-2.0 OR MIT
// The suite has told its case.
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "tests/kernel/examples/kernel_log.hpp"

using ferrule::kernel::user::Checks;

int main() {
  Checks checks;
  checks.that("examples/test", ends(kernel_log(), "ok 1 mutex_guards_its_value") == 1);
  return checks.finish();
}
