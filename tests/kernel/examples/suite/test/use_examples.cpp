// SPDX-License-Identifier: GPL-2.0 OR MIT
// Looks into the kernel log for what the examples print.
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "tests/kernel/examples/kernel_log.hpp"

using ferrule::kernel::user::Checks;

int main() {
  Checks checks;
  const auto log = kernel_log();
  checks.that("examples/print", times(log, '6', "examples: 2 devices, first at 0xb000") == 1);
  checks.that("examples/print: in parts", times(log, '6', "examples: speeds: 100 1000") == 1);
  checks.that("examples/once: the first",
              times(log, '4', "examples: the device does not know 0x40") == 1);
  checks.that("examples/once: no other",
              times(log, '4', "examples: the device does not know 0x41") == 0);
  checks.that("examples/bstr", times(log, '6', "examples: x\\x5cn opened it") == 1);
  checks.that("examples/device", times(log, '6', "misc ferrule_letters: 3 letters") == 1);
  checks.that("examples/literal", times(log, '6', "misc ferrule_power: on") == 1);
  checks.that("examples/task", ends(log, ") is here") == 1);
  checks.that("examples/time", begins(log, '6', "examples: took ") == 1);
  return checks.finish();
}
