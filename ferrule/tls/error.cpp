// SPDX-License-Identifier: Apache-2.0 OR MIT
// Every error with its name and the alert that follows from it. RFC 8446 section 6.2 says which
// alert means what.
#include "ferrule/tls/error.hpp"

#include "ferrule/core/array.hpp"

namespace ferrule::tls {
namespace {

template <typename Reason>
struct FERRULE_VIEW Row {
  Reason reason;
  std::string_view name;
  AlertDescription alert;
};

/// Row i tells of the enumerator with value i.
template <typename Reason, usize N>
constexpr bool is_in_order(const Array<Row<Reason>, N>& table) {
  for (usize i = 0; i < N; ++i) {
    if (static_cast<usize>(table[i].reason) != i) {
      return false;
    }
  }
  return true;
}

constexpr Array<Row<InvalidMessage>, 26> kInvalidMessageTable{{
    {InvalidMessage::Truncated, "Truncated", alert::kDecodeError},
    {InvalidMessage::TrailingData, "TrailingData", alert::kDecodeError},
    {InvalidMessage::UnknownContentType, "UnknownContentType", alert::kUnexpectedMessage},
    {InvalidMessage::BadRecordVersion, "BadRecordVersion", alert::kProtocolVersion},
    {InvalidMessage::RecordTooLong, "RecordTooLong", alert::kRecordOverflow},
    {InvalidMessage::EmptyRecord, "EmptyRecord", alert::kUnexpectedMessage},
    {InvalidMessage::NoContentType, "NoContentType", alert::kUnexpectedMessage},
    {InvalidMessage::BadAlert, "BadAlert", alert::kDecodeError},
    {InvalidMessage::BadChangeCipherSpec, "BadChangeCipherSpec", alert::kUnexpectedMessage},
    {InvalidMessage::MessageTooLong, "MessageTooLong", alert::kIllegalParameter},
    {InvalidMessage::BadListLength, "BadListLength", alert::kDecodeError},
    {InvalidMessage::EmptyList, "EmptyList", alert::kDecodeError},
    {InvalidMessage::BadSessionId, "BadSessionId", alert::kDecodeError},
    {InvalidMessage::BadServerName, "BadServerName", alert::kDecodeError},
    {InvalidMessage::BadProtocolName, "BadProtocolName", alert::kDecodeError},
    {InvalidMessage::BadKeyShare, "BadKeyShare", alert::kDecodeError},
    {InvalidMessage::BadCookie, "BadCookie", alert::kDecodeError},
    {InvalidMessage::BadDistinguishedName, "BadDistinguishedName", alert::kDecodeError},
    {InvalidMessage::BadPskBinder, "BadPskBinder", alert::kDecodeError},
    {InvalidMessage::BadPskIdentity, "BadPskIdentity", alert::kDecodeError},
    {InvalidMessage::BadCertificateEntry, "BadCertificateEntry", alert::kDecodeError},
    {InvalidMessage::CertificateChainTooLong, "CertificateChainTooLong", alert::kBadCertificate},
    {InvalidMessage::BadKeyUpdateRequest, "BadKeyUpdateRequest", alert::kIllegalParameter},
    {InvalidMessage::BadTicket, "BadTicket", alert::kDecodeError},
    {InvalidMessage::BadFinishedLength, "BadFinishedLength", alert::kDecodeError},
    {InvalidMessage::BadEarlyData, "BadEarlyData", alert::kDecodeError},
}};
static_assert(is_in_order(kInvalidMessageTable));

constexpr Array<Row<PeerMisbehaved>, 51> kPeerMisbehavedTable{{
    {PeerMisbehaved::UnexpectedRecord, "UnexpectedRecord", alert::kUnexpectedMessage},
    {PeerMisbehaved::PlaintextRecord, "PlaintextRecord", alert::kUnexpectedMessage},
    {PeerMisbehaved::UnexpectedChangeCipherSpec, "UnexpectedChangeCipherSpec",
     alert::kUnexpectedMessage},
    {PeerMisbehaved::InterleavedHandshake, "InterleavedHandshake", alert::kUnexpectedMessage},
    {PeerMisbehaved::MessageCrossesKeyChange, "MessageCrossesKeyChange", alert::kUnexpectedMessage},
    {PeerMisbehaved::TooManyEmptyRecords, "TooManyEmptyRecords", alert::kUnexpectedMessage},
    {PeerMisbehaved::TooManyChangeCipherSpecs, "TooManyChangeCipherSpecs",
     alert::kUnexpectedMessage},
    {PeerMisbehaved::TooManyWarnings, "TooManyWarnings", alert::kUnexpectedMessage},
    {PeerMisbehaved::TooManyMessagesAfterHandshake, "TooManyMessagesAfterHandshake",
     alert::kUnexpectedMessage},
    {PeerMisbehaved::TooMuchEarlyData, "TooMuchEarlyData", alert::kUnexpectedMessage},
    {PeerMisbehaved::TooManyForgeries, "TooManyForgeries", alert::kBadRecordMac},
    {PeerMisbehaved::TruncatedConnection, "TruncatedConnection", alert::kDecodeError},
    {PeerMisbehaved::UnexpectedMessage, "UnexpectedMessage", alert::kUnexpectedMessage},
    {PeerMisbehaved::DuplicateExtension, "DuplicateExtension", alert::kIllegalParameter},
    {PeerMisbehaved::UnsolicitedExtension, "UnsolicitedExtension", alert::kUnsupportedExtension},
    {PeerMisbehaved::ForbiddenExtension, "ForbiddenExtension", alert::kIllegalParameter},
    {PeerMisbehaved::MissingExtension, "MissingExtension", alert::kMissingExtension},
    {PeerMisbehaved::BadCompressionMethods, "BadCompressionMethods", alert::kIllegalParameter},
    {PeerMisbehaved::PreSharedKeyNotLast, "PreSharedKeyNotLast", alert::kIllegalParameter},
    {PeerMisbehaved::PreSharedKeyWithoutModes, "PreSharedKeyWithoutModes",
     alert::kMissingExtension},
    {PeerMisbehaved::DuplicateKeyShare, "DuplicateKeyShare", alert::kIllegalParameter},
    {PeerMisbehaved::KeyShareNotOffered, "KeyShareNotOffered", alert::kIllegalParameter},
    {PeerMisbehaved::SignatureAlgorithmsMissing, "SignatureAlgorithmsMissing",
     alert::kMissingExtension},
    {PeerMisbehaved::SupportedGroupsMissing, "SupportedGroupsMissing", alert::kMissingExtension},
    {PeerMisbehaved::KeyShareMissing, "KeyShareMissing", alert::kMissingExtension},
    {PeerMisbehaved::ChangedClientHello, "ChangedClientHello", alert::kIllegalParameter},
    {PeerMisbehaved::RetriedWithoutShare, "RetriedWithoutShare", alert::kIllegalParameter},
    {PeerMisbehaved::EarlyDataAfterRetry, "EarlyDataAfterRetry", alert::kIllegalParameter},
    {PeerMisbehaved::BadLegacyVersion, "BadLegacyVersion", alert::kIllegalParameter},
    {PeerMisbehaved::BadCompressionMethod, "BadCompressionMethod", alert::kIllegalParameter},
    {PeerMisbehaved::SessionIdNotEchoed, "SessionIdNotEchoed", alert::kIllegalParameter},
    {PeerMisbehaved::CipherSuiteNotOffered, "CipherSuiteNotOffered", alert::kIllegalParameter},
    {PeerMisbehaved::CipherSuiteChanged, "CipherSuiteChanged", alert::kIllegalParameter},
    {PeerMisbehaved::VersionNotOffered, "VersionNotOffered", alert::kIllegalParameter},
    {PeerMisbehaved::GroupNotOffered, "GroupNotOffered", alert::kIllegalParameter},
    {PeerMisbehaved::GroupAlreadyShared, "GroupAlreadyShared", alert::kIllegalParameter},
    {PeerMisbehaved::GroupChanged, "GroupChanged", alert::kIllegalParameter},
    {PeerMisbehaved::SecondHelloRetryRequest, "SecondHelloRetryRequest", alert::kUnexpectedMessage},
    {PeerMisbehaved::PointlessHelloRetryRequest, "PointlessHelloRetryRequest",
     alert::kIllegalParameter},
    {PeerMisbehaved::DowngradeDetected, "DowngradeDetected", alert::kIllegalParameter},
    {PeerMisbehaved::ProtocolNotOffered, "ProtocolNotOffered", alert::kIllegalParameter},
    {PeerMisbehaved::SeveralProtocolsSelected, "SeveralProtocolsSelected",
     alert::kIllegalParameter},
    {PeerMisbehaved::RequestContextNotEmpty, "RequestContextNotEmpty", alert::kIllegalParameter},
    {PeerMisbehaved::EmptyServerCertificate, "EmptyServerCertificate", alert::kDecodeError},
    {PeerMisbehaved::SignatureSchemeNotOffered, "SignatureSchemeNotOffered",
     alert::kIllegalParameter},
    {PeerMisbehaved::SignatureSchemeForbidden, "SignatureSchemeForbidden",
     alert::kIllegalParameter},
    {PeerMisbehaved::SignatureSchemeUnfit, "SignatureSchemeUnfit", alert::kIllegalParameter},
    {PeerMisbehaved::BadSignature, "BadSignature", alert::kDecryptError},
    {PeerMisbehaved::FinishedMismatch, "FinishedMismatch", alert::kDecryptError},
    {PeerMisbehaved::TicketLifetimeTooLong, "TicketLifetimeTooLong", alert::kIllegalParameter},
    {PeerMisbehaved::TicketFromClient, "TicketFromClient", alert::kUnexpectedMessage},
}};
static_assert(is_in_order(kPeerMisbehavedTable));

constexpr Array<Row<PeerIncompatible>, 7> kPeerIncompatibleTable{{
    {PeerIncompatible::NoCommonVersion, "NoCommonVersion", alert::kProtocolVersion},
    {PeerIncompatible::NoCommonCipherSuite, "NoCommonCipherSuite", alert::kHandshakeFailure},
    {PeerIncompatible::NoCommonGroup, "NoCommonGroup", alert::kHandshakeFailure},
    {PeerIncompatible::NoCommonSignatureScheme, "NoCommonSignatureScheme",
     alert::kHandshakeFailure},
    {PeerIncompatible::NoCommonProtocol, "NoCommonProtocol", alert::kNoApplicationProtocol},
    {PeerIncompatible::UnrecognizedName, "UnrecognizedName", alert::kUnrecognizedName},
    {PeerIncompatible::ClientCertificateRequired, "ClientCertificateRequired",
     alert::kCertificateRequired},
}};
static_assert(is_in_order(kPeerIncompatibleTable));

constexpr Array<Row<ApiMisuse>, 19> kApiMisuseTable{{
    {ApiMisuse::OutputTooSmall, "OutputTooSmall", alert::kInternalError},
    {ApiMisuse::MessageTooLong, "MessageTooLong", alert::kInternalError},
    {ApiMisuse::BadFragmentSize, "BadFragmentSize", alert::kInternalError},
    {ApiMisuse::BadPaddingSize, "BadPaddingSize", alert::kInternalError},
    {ApiMisuse::HandshakeNotComplete, "HandshakeNotComplete", alert::kInternalError},
    {ApiMisuse::ConnectionClosed, "ConnectionClosed", alert::kInternalError},
    {ApiMisuse::WrongState, "WrongState", alert::kInternalError},
    {ApiMisuse::ExportTooLong, "ExportTooLong", alert::kInternalError},
    {ApiMisuse::LabelTooLong, "LabelTooLong", alert::kInternalError},
    {ApiMisuse::SuiteNotInProvider, "SuiteNotInProvider", alert::kInternalError},
    {ApiMisuse::NoCipherSuites, "NoCipherSuites", alert::kInternalError},
    {ApiMisuse::NoGroups, "NoGroups", alert::kInternalError},
    {ApiMisuse::NoSignatureSchemes, "NoSignatureSchemes", alert::kInternalError},
    {ApiMisuse::NoCertificate, "NoCertificate", alert::kInternalError},
    {ApiMisuse::KeyDoesNotMatch, "KeyDoesNotMatch", alert::kInternalError},
    {ApiMisuse::BadServerName, "BadServerName", alert::kInternalError},
    {ApiMisuse::BadProtocolName, "BadProtocolName", alert::kInternalError},
    {ApiMisuse::TooManyProtocols, "TooManyProtocols", alert::kInternalError},
    {ApiMisuse::TooManyCertificates, "TooManyCertificates", alert::kInternalError},
}};
static_assert(is_in_order(kApiMisuseTable));

constexpr Array<Row<ResourceError>, 4> kResourceErrorTable{{
    {ResourceError::OutOfMemory, "OutOfMemory", alert::kInternalError},
    {ResourceError::SequenceExhausted, "SequenceExhausted", alert::kInternalError},
    {ResourceError::KeyLimitReached, "KeyLimitReached", alert::kInternalError},
    {ResourceError::CapacityExceeded, "CapacityExceeded", alert::kInternalError},
}};
static_assert(is_in_order(kResourceErrorTable));

constexpr Array<Row<crypto::ErrorKind>, 10> kCryptoTable{{
    {crypto::ErrorKind::OutOfMemory, "OutOfMemory", alert::kInternalError},
    {crypto::ErrorKind::RandomUnavailable, "RandomUnavailable", alert::kInternalError},
    {crypto::ErrorKind::BadRecordMac, "BadRecordMac", alert::kBadRecordMac},
    {crypto::ErrorKind::BadSignature, "BadSignature", alert::kDecryptError},
    {crypto::ErrorKind::BadPublicKey, "BadPublicKey", alert::kBadCertificate},
    {crypto::ErrorKind::BadPrivateKey, "BadPrivateKey", alert::kInternalError},
    {crypto::ErrorKind::BadPeerShare, "BadPeerShare", alert::kIllegalParameter},
    {crypto::ErrorKind::Unsupported, "Unsupported", alert::kInternalError},
    {crypto::ErrorKind::BadLength, "BadLength", alert::kInternalError},
    {crypto::ErrorKind::BackendFailure, "BackendFailure", alert::kInternalError},
}};
static_assert(is_in_order(kCryptoTable));

constexpr Array<AlertDescription, 37> kCertificateAlerts{{
    alert::kBadCertificate,          // BadDer
    alert::kUnsupportedCertificate,  // UnsupportedVersion
    alert::kBadCertificate,          // BadSerialNumber
    alert::kBadCertificate,          // MismatchedSignatureAlgorithms
    alert::kBadCertificate,          // DuplicateExtension
    alert::kBadCertificate,          // BadAlternativeName
    alert::kBadCertificate,          // BadNameConstraint
    alert::kUnsupportedCertificate,  // UnknownCriticalExtension
    alert::kUnsupportedCertificate,  // UnsupportedSignatureAlgorithm
    alert::kUnsupportedCertificate,  // UnsupportedPublicKey
    alert::kBadCertificate,          // WeakKey
    alert::kBadCertificate,          // BadPublicKey
    alert::kBadCertificate,          // WrongCriticality
    alert::kBadCertificate,          // MissingExtension
    alert::kBadCertificate,          // ForbiddenExtension
    alert::kBadCertificate,          // EmptyName
    alert::kBadCertificate,          // BadKeyIdentifier
    alert::kBadCertificate,          // BadCommonName
    alert::kBadCertificate,          // InconsistentAuthority
    alert::kBadCertificate,          // CaUsedAsEndEntity
    alert::kBadCertificate,          // NoAlternativeName
    alert::kCertificateExpired,      // Expired
    alert::kCertificateExpired,      // NotYetValid
    alert::kBadCertificate,          // NotAnAuthority
    alert::kBadCertificate,          // PathLengthExceeded
    alert::kUnsupportedCertificate,  // KeyUsage
    alert::kUnsupportedCertificate,  // ExtendedKeyUsage
    alert::kBadCertificate,          // NameConstraint
    alert::kBadCertificate,          // UnsupportedConstraint
    alert::kBadCertificate,          // BadSignature
    alert::kUnknownCa,               // UnknownIssuer
    alert::kBadCertificate,          // EmptyChain
    alert::kBadCertificate,          // ChainTooLong
    alert::kUnknownCa,               // PathTooDeep
    alert::kUnknownCa,               // BudgetExhausted
    alert::kCertificateUnknown,      // NameMismatch
    alert::kInternalError,           // ProviderFailure
}};
static_assert(static_cast<usize>(pki::CertificateErrorKind::ProviderFailure) + 1 ==
              kCertificateAlerts.size());

struct FERRULE_VIEW Found {
  std::string_view name;
  AlertDescription alert;
};

template <typename Reason, usize N>
FERRULE_STATIC_LIFETIME Found find(const Array<Row<Reason>, N>& table, u8 reason) {
  const Option<const Row<Reason>&> row = table.span().get(reason);
  return row ? Found{row->name, row->alert} : Found{"unknown", alert::kInternalError};
}

FERRULE_STATIC_LIFETIME Found find(const Error& error) {
  switch (error.group()) {
    case ErrorGroup::InvalidMessage: return find(kInvalidMessageTable, error.reason());
    case ErrorGroup::PeerMisbehaved: return find(kPeerMisbehavedTable, error.reason());
    case ErrorGroup::PeerIncompatible: return find(kPeerIncompatibleTable, error.reason());
    case ErrorGroup::ApiMisuse: return find(kApiMisuseTable, error.reason());
    case ErrorGroup::Crypto: return find(kCryptoTable, error.reason());
    case ErrorGroup::Resource: return find(kResourceErrorTable, error.reason());
    case ErrorGroup::Certificate:
      return {pki::name_of(static_cast<pki::CertificateErrorKind>(error.reason())),
              kCertificateAlerts.span().get(error.reason()) ? kCertificateAlerts[error.reason()]
                                                            : alert::kInternalError};
    case ErrorGroup::AlertReceived:
      return {name(AlertDescription{error.reason()}), alert::kCloseNotify};
  }
  return {"unknown", alert::kInternalError};
}

}  // namespace

AlertDescription alert_for(const Error& error) { return find(error).alert; }

std::string_view name(const Error& error) { return find(error).name; }

std::string_view name(ErrorGroup group) {
  switch (group) {
    case ErrorGroup::InvalidMessage: return "InvalidMessage";
    case ErrorGroup::PeerMisbehaved: return "PeerMisbehaved";
    case ErrorGroup::PeerIncompatible: return "PeerIncompatible";
    case ErrorGroup::Certificate: return "Certificate";
    case ErrorGroup::AlertReceived: return "AlertReceived";
    case ErrorGroup::ApiMisuse: return "ApiMisuse";
    case ErrorGroup::Crypto: return "Crypto";
    case ErrorGroup::Resource: return "Resource";
  }
  return "unknown";
}

}  // namespace ferrule::tls
