// SPDX-License-Identifier: Apache-2.0 OR MIT
// What people want to read of a certificate.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/pki/certificate.hpp"

namespace ferrule::cmd {

/// The common name of a distinguished name, else its last organisation or unit.
[[nodiscard]] std::string short_name(Bytes distinguished_name);
/// DNS names and addresses of the subject alternative names.
[[nodiscard]] std::vector<std::string> names_of(const pki::Certificate& certificate);
/// "2026-11-17 09:12 UTC"
[[nodiscard]] std::string date_of(i64 unix_seconds);
/// "3 days", "5 hours": the larger unit that fits.
[[nodiscard]] std::string duration_of(i64 seconds);
[[nodiscard]] i64 unix_now();

}  // namespace ferrule::cmd
