// SPDX-License-Identifier: Apache-2.0 OR MIT
// One side of a connection in memory, whichever library plays it. Both libraries get ciphertext in
// a buffer that is theirs to write on, and append what they send to another.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::bench {

using Wire = std::vector<u8>;

class Endpoint {
 public:
  Endpoint() = default;
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;
  virtual ~Endpoint() = default;

  /// Takes `in`, appends what must be sent to `out`. False when the handshake failed.
  [[nodiscard]] virtual bool handshake(MutBytes in, Wire& out) = 0;
  [[nodiscard]] virtual bool handshaking() const = 0;
  /// Seals all of `plaintext` into records.
  [[nodiscard]] virtual bool send(Bytes plaintext, Wire& out) = 0;
  /// Opens whole records; returns how many bytes of application data they held (0 on failure).
  [[nodiscard]] virtual usize receive(MutBytes in) = 0;
};

/// What a pair of endpoints shall agree on.
struct Setting {
  std::string key;    ///< name of the files in the PKI folder: rsa2048, p256, ...
  std::string suite;  ///< TLS_AES_128_GCM_SHA256, ...
};

class Library {
 public:
  Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  virtual ~Library() = default;

  [[nodiscard]] virtual std::unique_ptr<Endpoint> client() = 0;
  [[nodiscard]] virtual std::unique_ptr<Endpoint> server() = 0;
};

}  // namespace ferrule::bench
