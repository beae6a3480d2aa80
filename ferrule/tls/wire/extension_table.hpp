// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/application_layer_protocols.hpp"
#include "ferrule/tls/wire/certificate_authorities.hpp"
#include "ferrule/tls/wire/cookie.hpp"
#include "ferrule/tls/wire/early_data.hpp"
#include "ferrule/tls/wire/extension.hpp"
#include "ferrule/tls/wire/key_share.hpp"
#include "ferrule/tls/wire/pre_shared_key.hpp"
#include "ferrule/tls/wire/psk_key_exchange_modes.hpp"
#include "ferrule/tls/wire/server_name.hpp"
#include "ferrule/tls/wire/signature_algorithms.hpp"
#include "ferrule/tls/wire/signature_algorithms_cert.hpp"
#include "ferrule/tls/wire/supported_groups.hpp"
#include "ferrule/tls/wire/supported_versions.hpp"

namespace ferrule::tls {

/// Every extension known here.
inline constexpr Array kExtensionTable{
    ServerName::kRow,
    SupportedGroups::kRow,
    SignatureAlgorithms::kRow,
    ApplicationLayerProtocols::kRow,
    OfferedPsks::kRow,
    EarlyData::kRow,
    SupportedVersions::kRow,
    Cookie::kRow,
    PskKeyExchangeModes::kRow,
    CertificateAuthorities::kRow,
    SignatureAlgorithmsCert::kRow,
    ClientKeyShares::kRow,
};

[[nodiscard]] constexpr Option<usize> index_in_table(ExtensionType type) {
  for (usize i = 0; i < kExtensionTable.size(); ++i) {
    if (kExtensionTable[i].type == type) {
      return Option<usize>(i);
    }
  }
  return kNone;
}

/// A set of the extensions in the table: those a ClientHello or CertificateRequest carried.
class KnownExtensions {
 public:
  constexpr void insert(ExtensionType type) {
    if (const Option<usize> index = index_in_table(type)) {
      bits_ |= u32{1} << *index;
    }
  }
  [[nodiscard]] constexpr bool contains(ExtensionType type) const {
    const Option<usize> index = index_in_table(type);
    return index && (bits_ >> *index & 1U) != 0;
  }
  /// Those of `list`.
  [[nodiscard]] static constexpr KnownExtensions in(const ExtensionList& list) {
    KnownExtensions made;
    for (const Extension& extension : list) {
      made.insert(extension.type);
    }
    return made;
  }
  static_assert(kExtensionTable.size() <= 32, "one bit each");

 private:
  u32 bits_ = 0;
};

/// "If an implementation receives an extension which it recognizes and which is not specified for
/// the message in which it appears, it MUST abort the handshake with an "illegal_parameter" alert."
/// (RFC 8446, 4.2)
[[nodiscard]] constexpr Result<void, Error> check_places(const ExtensionList& list, Place place) {
  for (const Extension& extension : list) {
    const Option<usize> index = index_in_table(extension.type);
    if (index && !kExtensionTable[*index].allows(place)) {
      return Err{PeerMisbehaved::ForbiddenExtension};
    }
  }
  return ok();
}

/// "Implementations MUST NOT send extension responses if the remote endpoint did not send the
/// corresponding extension requests" (RFC 8446, 4.2). The cookie of a HelloRetryRequest is the
/// exception.
[[nodiscard]] constexpr Result<void, Error> check_solicited(const ExtensionList& list,
                                                            const KnownExtensions& offered) {
  for (const Extension& extension : list) {
    if (!offered.contains(extension.type) && extension.type != Cookie::kRow.type) {
      return Err{PeerMisbehaved::UnsolicitedExtension};
    }
  }
  return ok();
}

}  // namespace ferrule::tls
