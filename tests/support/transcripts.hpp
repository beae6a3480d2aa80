// SPDX-License-Identifier: Apache-2.0 OR MIT
// The connections of RFC 8448, from rfc8448/transcripts.vec in the folder of vectors: sections of
// `Name = hex` lines.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::testing {

/// One connection: its values by name.
class ConnectionTrace {
 public:
  explicit ConnectionTrace(std::map<std::string, std::string> values)
      : values_(std::move(values)) {}

  [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }
  /// The bytes of a value. A value that is not there fails the test.
  [[nodiscard]] std::vector<u8> bytes(const std::string& name) const;
  /// A record without its header: the message it carries, when it is unprotected.
  [[nodiscard]] std::vector<u8> payload(const std::string& name) const;

 private:
  std::map<std::string, std::string> values_;
};

/// The connection called `section`. When it is not there, the test fails.
[[nodiscard]] std::optional<ConnectionTrace> load_trace(std::string_view section);

/// The Diffie-Hellman secret of a connection, computed from the private keys that the trace tells.
[[nodiscard]] std::vector<u8> shared_secret_of(std::string_view section);

}  // namespace ferrule::testing
