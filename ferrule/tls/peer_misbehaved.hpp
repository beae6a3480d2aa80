// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// The peer sent something well formed that the protocol forbids.
enum class PeerMisbehaved : u8 {
  // Records.
  UnexpectedRecord,               ///< a content type that may not come now
  PlaintextRecord,                ///< an unprotected record where all must be protected
  UnexpectedChangeCipherSpec,     ///< change_cipher_spec before ClientHello or after Finished
  InterleavedHandshake,           ///< another record between the fragments of a handshake message
  MessageCrossesKeyChange,        ///< bytes after a message that must end its record
  TooManyEmptyRecords,            ///< a flood of records without content
  TooManyChangeCipherSpecs,       ///< a flood of change_cipher_spec records
  TooManyWarnings,                ///< a flood of user_canceled alerts
  TooManyMessagesAfterHandshake,  ///< a flood of KeyUpdate or NewSessionTicket messages
  TooMuchEarlyData,               ///< more undecryptable records than skipped early data explains
  TooManyForgeries,               ///< the AEAD's integrity limit is reached
  TruncatedConnection,            ///< the transport ended without close_notify

  // Any handshake message.
  UnexpectedMessage,     ///< a handshake message that may not come now
  DuplicateExtension,    ///< an extension comes twice
  UnsolicitedExtension,  ///< an answer to an extension that was not sent
  ForbiddenExtension,    ///< an extension in a message where it may not stand
  MissingExtension,      ///< an extension that the message must have

  // ClientHello.
  BadCompressionMethods,       ///< not exactly the null method
  PreSharedKeyNotLast,         ///< pre_shared_key is not the last extension
  PreSharedKeyWithoutModes,    ///< pre_shared_key without psk_key_exchange_modes
  DuplicateKeyShare,           ///< two key shares of one group
  KeyShareNotOffered,          ///< a key share of a group that is not in supported_groups
  SignatureAlgorithmsMissing,  ///< no PSK and no signature_algorithms
  SupportedGroupsMissing,      ///< key_share without supported_groups, or neither
  KeyShareMissing,             ///< supported_groups without key_share
  ChangedClientHello,          ///< the second ClientHello differs where it may not
  RetriedWithoutShare,         ///< the second ClientHello lacks the share asked for
  EarlyDataAfterRetry,         ///< early_data in the second ClientHello

  // ServerHello and HelloRetryRequest.
  BadLegacyVersion,      ///< legacy_version is not 0x0303
  BadCompressionMethod,  ///< legacy_compression_method is not 0
  SessionIdNotEchoed,    ///< legacy_session_id_echo is not what was sent
  CipherSuiteNotOffered,
  CipherSuiteChanged,  ///< ServerHello and HelloRetryRequest differ in the suite
  VersionNotOffered,
  GroupNotOffered,
  GroupAlreadyShared,  ///< HelloRetryRequest asks for a share that was sent
  GroupChanged,        ///< ServerHello answers another share than the one it asked for
  SecondHelloRetryRequest,
  PointlessHelloRetryRequest,  ///< it would not change the ClientHello
  DowngradeDetected,           ///< the sentinel of RFC 8446, 4.1.3 in ServerHello.random

  // The rest of the handshake.
  ProtocolNotOffered,         ///< ALPN selects what was not offered
  SeveralProtocolsSelected,   ///< ALPN selects more or fewer than one
  RequestContextNotEmpty,     ///< certificate_request_context in the handshake
  EmptyServerCertificate,     ///< a server's Certificate without certificates
  SignatureSchemeNotOffered,  ///< CertificateVerify with a scheme that was not offered
  SignatureSchemeForbidden,   ///< CertificateVerify with a scheme not for TLS 1.3 handshakes
  SignatureSchemeUnfit,       ///< CertificateVerify with a scheme the certificate's key cannot have
  BadSignature,               ///< CertificateVerify does not verify
  FinishedMismatch,           ///< Finished does not verify
  TicketLifetimeTooLong,      ///< more than seven days
  TicketFromClient,           ///< NewSessionTicket sent to a server
};

}  // namespace ferrule::tls
