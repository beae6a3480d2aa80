// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// The peer sent bytes that are not the encoding of anything.
enum class InvalidMessage : u8 {
  Truncated,                ///< a field reaches past the end of what holds it
  TrailingData,             ///< bytes are left after the last field
  UnknownContentType,       ///< a record of a type that TLS 1.3 does not have
  BadRecordVersion,         ///< the record version is not 3.x, or not the one this flight must have
  RecordTooLong,            ///< more than 2^14 bytes, or 2^14 + 256 when protected
  EmptyRecord,              ///< a handshake or alert record without content
  NoContentType,            ///< a protected record of nothing but padding
  BadAlert,                 ///< an alert record that is not two bytes
  BadChangeCipherSpec,      ///< a change_cipher_spec record that is not the byte 1
  MessageTooLong,           ///< a handshake message longer than the limit
  BadListLength,            ///< a list whose length is no multiple of its element's
  EmptyList,                ///< a list that must have an element and has none
  BadSessionId,             ///< legacy_session_id of more than 32 bytes
  BadServerName,            ///< server_name with no, several or malformed names
  BadProtocolName,          ///< an ALPN name of no bytes
  BadKeyShare,              ///< a key share of no bytes
  BadCookie,                ///< a cookie of no bytes
  BadDistinguishedName,     ///< a distinguished name of no bytes
  BadPskBinder,             ///< a PSK binder of fewer than 32 bytes, or not one per identity
  BadPskIdentity,           ///< a PSK identity of no bytes
  BadCertificateEntry,      ///< a certificate of no bytes
  CertificateChainTooLong,  ///< more certificates, or bytes of them, than the limit
  BadKeyUpdateRequest,      ///< request_update is neither 0 nor 1
  BadTicket,                ///< a ticket of no bytes
  BadFinishedLength,        ///< verify_data is not as long as the hash
  BadEarlyData,             ///< early_data with a body it must not have
};

}  // namespace ferrule::tls
