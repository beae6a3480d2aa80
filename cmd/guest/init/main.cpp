// SPDX-License-Identifier: Apache-2.0 OR MIT
// The guest's first and only process: carries out the steps, reports them as KTAP through the
// kernel's log, and powers off.
#include <string>
#include <utility>
#include <vector>

#include "cmd/guest/init/checks.hpp"
#include "cmd/guest/init/console.hpp"
#include "cmd/guest/init/step_runner.hpp"
#include "cmd/guest/init/system.hpp"
#include "cmd/guest/steps.hpp"

namespace ferrule::cmd::guest {
namespace {

/// What a kernel lacks (debugfs, say) is missed by the step that needs it.
void mount_all() {
  for (const auto& [type, place] :
       std::vector<std::pair<std::string, std::string>>{{"proc", "/proc"},
                                                        {"sysfs", "/sys"},
                                                        {"devtmpfs", "/dev"},
                                                        {"debugfs", "/sys/kernel/debug"},
                                                        {"tmpfs", "/tmp"},
                                                        {"tmpfs", "/run"}}) {
    static_cast<void>(mount(type, place).has_value());
  }
}

void tell_check(const Check& check, u32 number, Console& console) {
  for (const std::string& note : check.notes) {
    console.explain(note);
  }
  console.result(number, check.name, check.passed);
}

void run_all(const std::vector<Step>& steps, Console& console) {
  const auto modules = loaded_modules();
  const bool leaks = has_leak_check();
  console.say("KTAP version 1");
  console.explain("kernel " + kernel_release());
  console.say("1.." + std::to_string(steps.size() + (leaks ? 3 : 2)));
  u32 number = 0;
  for (const Step& step : steps) {
    const StepResult result = run_step(step, console);
    for (const std::string& note : result.notes) {
      console.explain(note);
    }
    console.result(++number, step.text, result.passed);
  }
  if (leaks) {
    tell_check(check_leaks(), ++number, console);
  }
  tell_check(check_modules(modules), ++number, console);
  tell_check(check_taint(), ++number, console);
}

int start() {
  mount_all();
  set_loudness(Loudness::All);
  set_variable("PATH", "/bin:/sbin:/usr/bin:/usr/sbin");
  set_variable("HOME", "/");
  set_variable("TERM", "linux");
  auto log = open_for_writing("/dev/kmsg");
  if (!log) {
    power_off();
    return 1;
  }
  Console console(std::move(*log));
  const auto text = read_text("/ferrule/steps");
  const auto steps = parse_steps(text ? *text : std::string());
  if (!text || !steps) {
    console.say("Bail out! the steps cannot be read");
  } else {
    run_all(*steps, console);
  }
  power_off();
  return 1;
}

}  // namespace
}  // namespace ferrule::cmd::guest

int main() { return ferrule::cmd::guest::start(); }
