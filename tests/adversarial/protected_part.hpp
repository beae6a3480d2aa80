// SPDX-License-Identifier: Apache-2.0 OR MIT
// What TLS 1.3 protects of all that a side sends: two streams with the same protected part are the
// same handshake, and with different ones no handshake may succeed. Left out are
// - legacy_record_version of unprotected records, which "MUST be ignored for all purposes" (RFC
//   8446, 5.1) but for its major number, 3;
// - how unprotected handshake messages are cut into records;
// - change_cipher_spec records with the one byte 1, which are dropped (RFC 8446, 5 and D.4).
// Of protected records nothing is left out: their header is authenticated too (RFC 8446, 5.2).
#pragma once

#include <vector>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "tests/adversarial/flight.hpp"

namespace ferrule::testing {

/// Of the records in `stream`.
[[nodiscard]] std::vector<u8> protected_part(Bytes stream);

/// Of transparent records, whose messages the transcript protects: their framing is left out as
/// well.
[[nodiscard]] std::vector<u8> protected_part(const Flight& flight);

}  // namespace ferrule::testing
