// SPDX-License-Identifier: Apache-2.0 OR MIT
// From the files that the settings name to the immutable configuration that connections share: all
// or nothing.
#pragma once

#include "cmd/certified_key.hpp"
#include "cmd/problem.hpp"
#include "cmd/serve/settings.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/tls/config/server_config.hpp"

namespace ferrule::cmd {

struct Identity {
  Arc<tls::ServerConfig> config;
  CertificateNotes notes;
};

[[nodiscard]] Result<Identity, Problem> load_identity(const Settings& settings);

}  // namespace ferrule::cmd
