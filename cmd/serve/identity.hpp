// SPDX-License-Identifier: Apache-2.0 OR MIT
// From the files that the settings name to the immutable configuration that connections share: all
// or nothing.
#pragma once

#include <string>
#include <vector>

#include "cmd/problem.hpp"
#include "cmd/serve/settings.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/tls/config/server_config.hpp"

namespace ferrule::cmd {

struct CertificateNotes {
  std::vector<std::string> names;     ///< what the certificate is valid for
  std::vector<std::string> warnings;  ///< worth a log line, no reason to stop
};

struct Identity {
  Arc<tls::ServerConfig> config;
  CertificateNotes notes;
};

[[nodiscard]] Result<Identity, Problem> load_identity(const Settings& settings);

}  // namespace ferrule::cmd
