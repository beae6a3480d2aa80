// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// The peer is right by its own lights, but has nothing in common with us.
enum class PeerIncompatible : u8 {
  NoCommonVersion,  ///< the peer does not speak TLS 1.3
  NoCommonCipherSuite,
  NoCommonGroup,
  NoCommonSignatureScheme,    ///< none that the peer verifies fits our key
  NoCommonProtocol,           ///< ALPN: both have a list, and they share nothing
  UnrecognizedName,           ///< there is no certificate for the name the client asked for
  ClientCertificateRequired,  ///< the client has none to show
};

}  // namespace ferrule::tls
