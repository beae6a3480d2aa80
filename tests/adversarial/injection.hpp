// SPDX-License-Identifier: Apache-2.0 OR MIT
// What an attacker says in the place of a side, in transparent records or before there are keys.
#pragma once

#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/tls/alert.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/side.hpp"
#include "tests/adversarial/flight.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {

/// Both sides have finished their handshake; their records are transparent.
[[nodiscard]] TlsPair connected_pair();

/// One protected record.
[[nodiscard]] std::vector<u8> protected_record(Content content, std::vector<u8> bytes);
/// One record without protection.
[[nodiscard]] std::vector<u8> plain_record(Content content, std::vector<u8> bytes);
/// A handshake message in as few records as it takes.
[[nodiscard]] std::vector<u8> records_of(const std::vector<u8>& message, bool is_protected);
/// The header of a handshake message whose body is `length` bytes long.
[[nodiscard]] std::vector<u8> message_header(tls::HandshakeType type, usize length);

/// `who` has refused because of `why`, with `alert`, and the other side gets to know.
void expect_refusal(TlsPair& pair, tls::Side who, const tls::Error& why,
                    tls::AlertDescription alert);

}  // namespace ferrule::testing
