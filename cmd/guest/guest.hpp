// SPDX-License-Identifier: Apache-2.0 OR MIT
// Boots a kernel in QEMU, lets it carry out steps, and tells what came of it.
#pragma once

#include <string>
#include <vector>

#include "cmd/guest/image.hpp"
#include "cmd/guest/initramfs.hpp"
#include "cmd/guest/ktap.hpp"
#include "cmd/guest/splat.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

struct GuestPlan {
  std::string kernel;  ///< see find_image()
  std::string steps;   ///< see steps.hpp; may be empty: then the kernel boots and powers off
  std::string steps_file = "steps";  ///< where they are from, for whoever reads of a mistake
  std::vector<GuestFile> files = {};
  u32 memory_mb = 512;
  u32 timeout_s = 300;  ///< for everything, on this machine's clock
  bool icount = false;  ///< one processor, whose clock counts instructions
  std::vector<std::string> kernel_arguments = {};
  std::string init = {};  ///< empty: the one that is installed beside this program
  std::string qemu = "qemu-system-x86_64";
  ImagePlaces images = default_image_places();
};

enum class GuestEnd : u8 {
  PoweredOff,  ///< after the last step and check
  Panicked,
  TimedOut,
  Died,  ///< it ended before its last step, and did not say why
};
/// "powered-off", ...
[[nodiscard]] std::string name_of(GuestEnd end);

struct GuestRun {
  KernelImage kernel;
  GuestEnd end = GuestEnd::Died;
  KtapReport tests;  ///< a result for each step, then the checks of the kernel
  std::vector<Splat> splats;
  std::vector<std::string> log;  ///< every line of the console, as it came
  u64 boot_ms = 0;               ///< until init spoke; 0: it did not
  u64 total_ms = 0;

  /// Everything passed, and the kernel had nothing to complain about.
  [[nodiscard]] bool passed() const {
    return end == GuestEnd::PoweredOff && tests.passed() && splats.empty();
  }
};

/// Told while the guest runs.
class GuestListener {
 public:
  /// A line of the KTAP document.
  virtual void line(const std::string& text) = 0;
  /// What the console said, as it came: for a person's terminal.
  virtual void bytes(const std::string& piece) = 0;

 protected:
  ~GuestListener() = default;
};

/// An error is something outside the guest: no image, no QEMU, steps that cannot be read. What goes
/// wrong inside is in the GuestRun. With a `shell` among the steps this process's standard
/// input goes to it, from when it is open to the input's end; for that time there is no limit.
[[nodiscard]] Result<GuestRun, Problem> run_guest(const GuestPlan& plan, GuestListener& listener);
/// Without a word.
[[nodiscard]] Result<GuestRun, Problem> run_guest(const GuestPlan& plan);

}  // namespace ferrule::cmd::guest
