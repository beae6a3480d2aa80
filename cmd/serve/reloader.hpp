// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reloads everything the server was given, all or nothing: a file that cannot be used leaves the
// old configuration in place.
#pragma once

#include "cmd/serve/control.hpp"
#include "cmd/serve/log.hpp"
#include "cmd/serve/settings.hpp"

namespace ferrule::cmd {

/// Says in the log what happened.
void reload(const Settings& settings, Control& control, LogFormat format);

}  // namespace ferrule::cmd
