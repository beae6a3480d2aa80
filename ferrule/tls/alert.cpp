// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/alert.hpp"

namespace ferrule::tls {
namespace {

struct FERRULE_VIEW AlertRow {
  AlertDescription description;
  std::string_view name;
};

constexpr Array<AlertRow, 27> kAlertTable{{
    {alert::kCloseNotify, "close_notify"},
    {alert::kUnexpectedMessage, "unexpected_message"},
    {alert::kBadRecordMac, "bad_record_mac"},
    {alert::kRecordOverflow, "record_overflow"},
    {alert::kHandshakeFailure, "handshake_failure"},
    {alert::kBadCertificate, "bad_certificate"},
    {alert::kUnsupportedCertificate, "unsupported_certificate"},
    {alert::kCertificateRevoked, "certificate_revoked"},
    {alert::kCertificateExpired, "certificate_expired"},
    {alert::kCertificateUnknown, "certificate_unknown"},
    {alert::kIllegalParameter, "illegal_parameter"},
    {alert::kUnknownCa, "unknown_ca"},
    {alert::kAccessDenied, "access_denied"},
    {alert::kDecodeError, "decode_error"},
    {alert::kDecryptError, "decrypt_error"},
    {alert::kProtocolVersion, "protocol_version"},
    {alert::kInsufficientSecurity, "insufficient_security"},
    {alert::kInternalError, "internal_error"},
    {alert::kInappropriateFallback, "inappropriate_fallback"},
    {alert::kUserCanceled, "user_canceled"},
    {alert::kMissingExtension, "missing_extension"},
    {alert::kUnsupportedExtension, "unsupported_extension"},
    {alert::kUnrecognizedName, "unrecognized_name"},
    {alert::kBadCertificateStatusResponse, "bad_certificate_status_response"},
    {alert::kUnknownPskIdentity, "unknown_psk_identity"},
    {alert::kCertificateRequired, "certificate_required"},
    {alert::kNoApplicationProtocol, "no_application_protocol"},
}};

}  // namespace

std::string_view name(AlertDescription description) {
  for (const AlertRow& row : kAlertTable) {
    if (row.description == description) {
      return row.name;
    }
  }
  return "unknown";
}

}  // namespace ferrule::tls
