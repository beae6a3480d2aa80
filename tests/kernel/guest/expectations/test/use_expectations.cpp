// SPDX-License-Identifier: GPL-2.0 OR MIT
// Reads in the kernel log what was told of expectations that did not hold.
#include "ferrule/kernel/user/checks.hpp"
#include "tests/kernel/examples/kernel_log.hpp"

using ferrule::kernel::user::Checks;

int main() {
  Checks checks;
  const auto log = kernel_log();
  checks.that("numbers", ends(log, "# it is 41, not 42") == 1);
  checks.that("texts", ends(log, "# it is this, not that") == 1);
  checks.that("errors", ends(log, "# it is -EBUSY, not -EIO") == 1);
  checks.that("no error", ends(log, "# it went well, and was to end with -ENOENT") == 1);
  const auto places = std::ranges::count_if(log, [](const LogLine& line) {
    return line.text.find("# expectation failed at expectations.cpp:") != std::string::npos;
  });
  checks.that("each place, also of what cannot be shown", places == 5);
  return checks.finish();
}
