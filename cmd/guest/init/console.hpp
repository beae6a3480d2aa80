// SPDX-License-Identifier: Apache-2.0 OR MIT
// What init says. It goes through the kernel's log, so that its lines and the kernel's keep their
// order and are never torn apart on the serial console.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "ferrule/core/types.hpp"
#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::cmd::guest {

class Console {
 public:
  explicit Console(io::FileDescriptor log) : log_{std::move(log)} {}

  /// A line of the report.
  void say(std::string_view line);
  /// A line that explains the result that follows.
  void explain(std::string_view line) { say("# " + std::string(line)); }
  /// A line that a program wrote: results are nested, anything else explains.
  void pass_on(std::string_view line, bool is_ktap) {
    say((is_ktap ? "    " : "    # ") + std::string(line));
  }
  /// "ok 1 TEXT" or "not ok 1 TEXT".
  void result(u32 number, std::string_view text, bool passed);

 private:
  io::FileDescriptor log_;
};

}  // namespace ferrule::cmd::guest
