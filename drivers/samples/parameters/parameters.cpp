// SPDX-License-Identifier: GPL-2.0 OR MIT
// Parameters: `insmod parameters.ko greetings=3 loud=1`, later
// `echo 5 > /sys/module/parameters/parameters/greetings`.
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/prelude.hpp"

namespace {

using namespace ferrule::kernel;

FERRULE_MODULE_PARAM(greetings, u32, 1, 0644, "how often to greet");
FERRULE_MODULE_PARAM(loud, bool, false, 0444, "greet in capitals");

constexpr u32 kMostGreetings = 10;

class Parameters {
 public:
  static Result<Parameters> create(ThisModule) MAY_SLEEP {
    if (greetings.get() > kMostGreetings) {
      pr_err("greetings={} is more than anybody can bear (at most {})\n", greetings.get(),
             kMostGreetings);
      return Err{errors::EINVAL};
    }
    for (u32 i = 0; i < greetings.get(); ++i) {
      pr_info("{}\n", loud.get() ? CStr("HELLO") : CStr("hello"));
    }
    return Parameters();
  }
};

}  // namespace

FERRULE_MODULE(Parameters, {.license = "Dual MIT/GPL",
                            .author = "The Ferrule developers",
                            .description = "Module parameters in safe C++"});
