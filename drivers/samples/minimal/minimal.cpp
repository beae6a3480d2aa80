// SPDX-License-Identifier: GPL-2.0 OR MIT
// The smallest module: it says when it comes and when it goes.
#include "ferrule/kernel/prelude.hpp"

namespace {

using namespace ferrule::kernel;

class Minimal {
 public:
  static Result<Minimal> create(ThisModule) {
    pr_info("loaded, {} numbers: {} {:#x}\n", 2, -7, 0xbeefu);
    return Minimal(42);
  }
  Minimal(Minimal&& other) noexcept : answer_{std::exchange(other.answer_, 0)} {}
  Minimal& operator=(Minimal&&) = delete;
  Minimal(const Minimal&) = delete;
  ~Minimal() {
    if (answer_ != 0) {
      pr_info("unloaded, the answer was {}\n", answer_);
    }
  }

 private:
  explicit Minimal(int answer) : answer_{answer} {}

  int answer_;
};

}  // namespace

FERRULE_MODULE(Minimal, {.license = "Dual MIT/GPL",
                         .author = "The Ferrule developers",
                         .description = "The smallest module in safe C++"});
