// SPDX-License-Identifier: Apache-2.0 OR MIT
// Key exchange in the form of a KEM, so that Diffie-Hellman groups and ML-KEM hybrids look alike:
// the client starts with a share, the server answers it with a share of its own and has the secret,
// the client completes.
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/secret.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/fips.hpp"

namespace ferrule::crypto {

/// A code point of the TLS Supported Groups registry (RFC 8446, 4.2.7). Open: unknown values are
/// kept.
struct NamedGroup {
  u16 value = 0;
  constexpr bool operator==(const NamedGroup&) const = default;
};
inline constexpr NamedGroup kSecp256r1{0x0017};
inline constexpr NamedGroup kSecp384r1{0x0018};
inline constexpr NamedGroup kSecp521r1{0x0019};
inline constexpr NamedGroup kX25519{0x001d};
inline constexpr NamedGroup kX25519MlKem768{0x11ec};

/// Large enough for any classical group and for the concatenation of a hybrid's two secrets.
using SharedSecret = Secret<96>;

/// The client's side between its share and the server's answer.
class ActiveKeyExchange {
 public:
  /// What goes into the key_share extension.
  virtual Bytes share() const FERRULE_LIFETIMEBOUND = 0;
  /// Takes the peer's share; usable once.
  [[nodiscard]] virtual Result<SharedSecret, CryptoError> complete(Bytes peer_share) = 0;

 protected:
  ~ActiveKeyExchange() = default;
};

/// A group. Objects live as long as their provider.
class KeyExchange {
 public:
  virtual NamedGroup group() const = 0;
  virtual usize client_share_length() const = 0;
  virtual usize server_share_length() const = 0;
  virtual FipsStatus fips() const = 0;

  /// Client: a fresh key pair.
  [[nodiscard]] virtual Result<Box<ActiveKeyExchange>, CryptoError> start(
      AllocatorRef allocator) const = 0;
  /// Server: writes its share (server_share_length() bytes) and returns the secret.
  [[nodiscard]] virtual Result<SharedSecret, CryptoError> encapsulate(
      Bytes client_share, MutBytes server_share) const = 0;

 protected:
  ~KeyExchange() = default;
};

}  // namespace ferrule::crypto
