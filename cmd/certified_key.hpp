// SPDX-License-Identifier: Apache-2.0 OR MIT
// A certificate chain and its private key from the PEM files that a person names: --cert and --key.
#pragma once

#include <string>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/tls/config/certified_key.hpp"

namespace ferrule::cmd {

struct CertificateNotes {
  std::vector<std::string> names;     ///< what the certificate is valid for
  std::vector<std::string> warnings;  ///< worth a log line, no reason to stop
};

struct LoadedKey {
  Arc<tls::CertifiedKey> key;
  CertificateNotes notes;
};

/// The key must belong to the first certificate.
[[nodiscard]] Result<LoadedKey, Problem> load_certified_key(const std::string& certificate_file,
                                                            const std::string& key_file,
                                                            const crypto::Provider& provider);

}  // namespace ferrule::cmd
