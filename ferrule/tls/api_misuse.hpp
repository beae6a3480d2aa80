// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// The caller asked for what cannot be.
enum class ApiMisuse : u8 {
  OutputTooSmall,        ///< the output buffer cannot hold the next record
  MessageTooLong,        ///< a block that does not fit its length prefix
  BadFragmentSize,       ///< a fragment size outside 1 to 2^14
  BadPaddingSize,        ///< a padding block outside 1 to 2^14
  HandshakeNotComplete,  ///< application data before the handshake is done
  ConnectionClosed,      ///< sending after close_notify was sent
  WrongState,            ///< this step has another answer
  ExportTooLong,         ///< more than 255 hash lengths, or 2^16 - 1 bytes, from an exporter
  LabelTooLong,          ///< an exporter label of more than 249 bytes
  SuiteNotInProvider,    ///< the provider lacks an algorithm of the cipher suite
  NoCipherSuites,        ///< the configuration enables no cipher suite
  NoGroups,              ///< the configuration enables no group
  NoSignatureSchemes,    ///< the configuration enables no signature scheme
  NoCertificate,         ///< a server without certificate
  KeyDoesNotMatch,       ///< the private key is not that of the certificate
  BadServerName,         ///< neither a DNS name nor an IP address
  BadProtocolName,       ///< an ALPN name of 0 or more than 255 bytes
  TooManyProtocols,      ///< an ALPN list of more than 2^16 - 1 bytes
  TooManyCertificates,   ///< a chain longer than can be sent
};

}  // namespace ferrule::tls
