// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/qemu.hpp"

namespace ferrule::cmd::guest {
namespace {

/// A panic ends the guest at once. The lockup detectors count host time, of which a busy machine
/// gives the guest little: they get longer limits. Programs at addresses that repeat spare QEMU
/// from translating them anew each time, and short grace periods spare modules from waiting for
/// them.
std::string kernel_command_line(const QemuPlan& plan) {
  std::string line =
      "console=ttyS0 panic=-1 quiet printk.devkmsg=on printk.time=1 rdinit=/init "
      "watchdog_thresh=60 rcupdate.rcu_cpu_stall_timeout=120 rcupdate.rcu_expedited=1 norandmaps "
      "cryptomgr.notests";
  for (const std::string& argument : plan.kernel_arguments) {
    line += " " + argument;
  }
  return line;
}

}  // namespace

std::vector<std::string> qemu_command(const QemuPlan& plan) {
  std::vector<std::string> words = {plan.program,
                                    "-machine",
                                    "q35,accel=tcg",
                                    "-cpu",
                                    "max",
                                    "-m",
                                    std::to_string(plan.memory_mb)};
  const auto add = [&words](std::vector<std::string> more) {
    for (std::string& word : more) {
      words.push_back(std::move(word));
    }
  };
  add({"-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"});
  if (plan.icount) {
    add({"-smp", "1", "-icount", "shift=0,sleep=off"});
  } else {
    add({"-smp", "2"});
  }
  if (plan.interactive) {
    add({"-serial", "mon:stdio"});
  } else {
    add({"-serial", "stdio", "-monitor", "none"});
  }
  add({"-kernel", plan.image, "-initrd", plan.initramfs, "-append", kernel_command_line(plan)});
  return words;
}

}  // namespace ferrule::cmd::guest
