// SPDX-License-Identifier: GPL-2.0 OR MIT
// Messages at every level, of the module and of a device, and what the formats can do.
#define DEBUG  // else nothing is left of pr_debug() and dev_dbg()
#include "ferrule/kernel/print.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/once.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/time.hpp"

namespace {

using namespace ferrule::kernel;

void print_at_every_level() {
  pr_emerg("emergency\n");
  pr_alert("alert\n");
  pr_crit("critical\n");
  pr_err("error {}\n", errors::EBUSY);
  pr_warn("warning\n");
  pr_notice("notice\n");
  pr_info("information\n");
  pr_debug("for who looks for a mistake: {}\n", 1);
}

void print_in_parts() {
  pr_info("speeds:");
  for (const u32 speed : {100U, 1000U}) {
    pr_cont(" {}", speed);
  }
  pr_cont("\n");
}

void print_values() {
  pr_info("numbers {} {:#x} {:08b} |{:6}|\n", -42, 0xbeefu, 5, 7);
  pr_info("texts {} |{:6}| {}\n", CStr("plain"), CStr("wide"), true);
  pr_info("times {} {}\n", 1500_us, 3_s);
}

void print_once() {
  for (u32 i = 0; i < 3; ++i) {
    pr_info_once("only the first of three, {}\n", i);
    pr_debug_once("whispered once, {}\n", i);
    pr_info("each of three, {}\n", i);
  }
}

/// A device to speak of; it has no operations but to be opened.
struct Nothing {};
class OpenFile {
 public:
  using Shared = Nothing;
  static Result<KBox<OpenFile>> open(const File&, const Arc<Nothing>&) MAY_SLEEP {
    return KBox<OpenFile>::make(GFP_KERNEL);
  }
};

struct PrintModule {
  MiscDevice<OpenFile> device;

  static auto init(ThisModule) {
    return chain(pin_init<PrintModule>(field<&PrintModule::device>(
                     new_misc_device<OpenFile>("ferrule_print", init_value()))),
                 [](PrintModule& module) -> Result<> {
                   print_at_every_level();
                   print_in_parts();
                   print_values();
                   print_once();
                   dev_info(module.device.device(), "the device speaks, {}\n", 1);
                   dev_warn(module.device.device(), "and warns\n");
                   dev_dbg(module.device.device(), "and whispers\n");
                   dev_info_once(module.device.device(), "once\n");
                   dev_dbg_once(module.device.device(), "and whispers once\n");
                   return ok();
                 });
  }
};

}  // namespace

FERRULE_MODULE(PrintModule, {.license = "Dual MIT/GPL",
                             .author = "The Ferrule developers",
                             .description = "Messages in the kernel log"});
