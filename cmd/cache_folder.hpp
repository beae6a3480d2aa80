// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <filesystem>

namespace ferrule::cmd {

/// Where bindings and kernel images are kept, as ferrule/kernel/build/prepare has it:
/// $FERRULE_CACHE, else $XDG_CACHE_HOME/ferrule, else ~/.cache/ferrule, else /var/cache/ferrule.
[[nodiscard]] std::filesystem::path cache_folder();

}  // namespace ferrule::cmd
