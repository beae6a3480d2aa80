// SPDX-License-Identifier: Apache-2.0 OR MIT
// What one side sent in one go, taken apart into messages and put together again. Only for
// transparent records.
#pragma once

#include <vector>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::testing {

enum class Content : u8 { ChangeCipherSpec = 20, Alert = 21, Handshake = 22, ApplicationData = 23 };

struct SentMessage {
  Content content = Content::Handshake;
  bool is_protected = false;
  /// Of a handshake message: with its four bytes of header.
  std::vector<u8> bytes;
};

using Flight = std::vector<SentMessage>;

/// Handshake messages one by one, whatever records they came in; everything else a record at a
/// time.
[[nodiscard]] Flight take_apart(Bytes sent);

/// One record per message.
[[nodiscard]] std::vector<u8> put_together(const Flight& flight);

/// Writes the length of the body into the header of a handshake message.
void mend_length(SentMessage& message);

}  // namespace ferrule::testing
