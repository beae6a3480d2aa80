// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/cache_folder.hpp"

#include <system_error>

#include "cmd/environment.hpp"

namespace ferrule::cmd {

namespace fs = std::filesystem;

fs::path cache_folder() {
  if (const std::string own = environment("FERRULE_CACHE"); !own.empty()) {
    return own;
  }
  if (const std::string user = environment("XDG_CACHE_HOME"); !user.empty()) {
    return fs::path(user) / "ferrule";
  }
  const std::string home = environment("HOME");
  std::error_code error;
  if (!home.empty() && fs::is_directory(home, error)) {
    return fs::path(home) / ".cache" / "ferrule";
  }
  return "/var/cache/ferrule";
}

}  // namespace ferrule::cmd
