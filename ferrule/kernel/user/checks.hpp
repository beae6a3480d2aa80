// SPDX-License-Identifier: GPL-2.0 OR MIT
// For programs that test a driver from user space: named checks, told as KTAP, which `ferrule
// guest` reads.
//
//   Checks checks;
//   checks.that("an empty device has nothing to read", file.read(1), EAGAIN);
//   return checks.finish();
#pragma once

#include <iostream>
#include <string>
#include <vector>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::kernel::user {

class Checks {
 public:
  void that(const std::string& name, bool holds) { results_.push_back({name, holds}); }
  /// The result is this error.
  template <typename T>
  void that(const std::string& name, const ::ferrule::Result<T, int>& result, int error) {
    that(name, !result.has_value() && result.error() == error);
    if (!results_.back().holds) {
      std::cout << "# " << name << ": "
                << (result.has_value() ? "success" : "errno " + std::to_string(result.error()))
                << " instead of errno " << error << "\n";
    }
  }

  /// Tells all results; the exit code of the program.
  [[nodiscard]] int finish() const {
    std::cout << "KTAP version 1\n1.." << results_.size() << "\n";
    usize number = 0;
    bool passed = true;
    for (const Check& check : results_) {
      ++number;
      passed = passed && check.holds;
      std::cout << (check.holds ? "ok " : "not ok ") << number << " " << check.name << "\n";
    }
    return passed ? 0 : 1;
  }

 private:
  struct Check {
    std::string name;
    bool holds;
  };
  std::vector<Check> results_;
};

}  // namespace ferrule::kernel::user
