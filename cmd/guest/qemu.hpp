// SPDX-License-Identifier: Apache-2.0 OR MIT
// How QEMU is called: the processor is emulated, so no KVM is needed and results do not depend on
// the machine.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

struct QemuPlan {
  std::string program = "qemu-system-x86_64";
  std::string image = {};
  std::string initramfs = {};
  u32 memory_mb = 512;
  bool icount = false;       ///< one processor whose clock counts instructions (a nanosecond each)
  bool interactive = false;  ///< the console is this terminal; Ctrl-A X ends QEMU
  std::vector<std::string> kernel_arguments = {};  ///< behind our own
};

[[nodiscard]] std::vector<std::string> qemu_command(const QemuPlan& plan);

}  // namespace ferrule::cmd::guest
