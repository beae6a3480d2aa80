// SPDX-License-Identifier: Apache-2.0 OR MIT
// The guest's only file system: init, the steps, and what the caller brings.
#pragma once

#include <string>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd::guest {

struct GuestFile {
  std::string host;   ///< a file here
  std::string guest;  ///< its absolute path there; empty: /modules/NAME.ko, else /bin/NAME
};

/// "HOST" or "HOST:GUEST".
[[nodiscard]] Result<GuestFile, Problem> parse_guest_file(const std::string& text);

struct InitramfsPlan {
  std::string init;   ///< the init program, static
  std::string steps;  ///< the text of the steps
  std::vector<GuestFile> files;
  bool shell = false;  ///< with a shell: busybox if it is here, else /bin/sh
};
/// The archive. Programs that are not static bring their libraries along.
[[nodiscard]] Result<std::string, Problem> make_initramfs(const InitramfsPlan& plan);

}  // namespace ferrule::cmd::guest
