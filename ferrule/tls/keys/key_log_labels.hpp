// SPDX-License-Identifier: Apache-2.0 OR MIT
// The labels of NSS's key log (RFC 9850).
#pragma once

#include <string_view>

namespace ferrule::tls::key_log {

inline constexpr std::string_view kClientHandshake = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
inline constexpr std::string_view kServerHandshake = "SERVER_HANDSHAKE_TRAFFIC_SECRET";
inline constexpr std::string_view kClientTraffic = "CLIENT_TRAFFIC_SECRET_0";
inline constexpr std::string_view kServerTraffic = "SERVER_TRAFFIC_SECRET_0";
inline constexpr std::string_view kExporter = "EXPORTER_SECRET";
inline constexpr std::string_view kClientEarlyTraffic = "CLIENT_EARLY_TRAFFIC_SECRET";
inline constexpr std::string_view kEarlyExporter = "EARLY_EXPORTER_SECRET";

}  // namespace ferrule::tls::key_log
