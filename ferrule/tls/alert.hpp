// SPDX-License-Identifier: Apache-2.0 OR MIT
// Alerts (RFC 8446, 6).
#pragma once

#include <string_view>

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// A code point of the TLS Alerts registry. Open: unknown values are kept.
struct AlertDescription {
  u8 value = 0;
  constexpr bool operator==(const AlertDescription&) const = default;
};

namespace alert {

inline constexpr AlertDescription kCloseNotify{0};
inline constexpr AlertDescription kUnexpectedMessage{10};
inline constexpr AlertDescription kBadRecordMac{20};
inline constexpr AlertDescription kRecordOverflow{22};
inline constexpr AlertDescription kHandshakeFailure{40};
inline constexpr AlertDescription kBadCertificate{42};
inline constexpr AlertDescription kUnsupportedCertificate{43};
inline constexpr AlertDescription kCertificateRevoked{44};
inline constexpr AlertDescription kCertificateExpired{45};
inline constexpr AlertDescription kCertificateUnknown{46};
inline constexpr AlertDescription kIllegalParameter{47};
inline constexpr AlertDescription kUnknownCa{48};
inline constexpr AlertDescription kAccessDenied{49};
inline constexpr AlertDescription kDecodeError{50};
inline constexpr AlertDescription kDecryptError{51};
inline constexpr AlertDescription kProtocolVersion{70};
inline constexpr AlertDescription kInsufficientSecurity{71};
inline constexpr AlertDescription kInternalError{80};
inline constexpr AlertDescription kInappropriateFallback{86};
inline constexpr AlertDescription kUserCanceled{90};
inline constexpr AlertDescription kMissingExtension{109};
inline constexpr AlertDescription kUnsupportedExtension{110};
inline constexpr AlertDescription kUnrecognizedName{112};
inline constexpr AlertDescription kBadCertificateStatusResponse{113};
inline constexpr AlertDescription kUnknownPskIdentity{115};
inline constexpr AlertDescription kCertificateRequired{116};
inline constexpr AlertDescription kNoApplicationProtocol{120};

}  // namespace alert

/// The RFC's name ("bad_record_mac"), or "unknown".
[[nodiscard]] FERRULE_STATIC_LIFETIME std::string_view name(AlertDescription description);

/// In TLS 1.3 the level says nothing: every alert but close_notify and user_canceled ends the
/// connection.
enum class AlertLevel : u8 { Warning = 1, Fatal = 2 };

struct Alert {
  static constexpr usize kLength = 2;

  u8 level = 0;  ///< as received; see AlertLevel
  AlertDescription description;

  static constexpr Alert fatal(AlertDescription what) {
    return {static_cast<u8>(AlertLevel::Fatal), what};
  }
  static constexpr Alert close_notify() {
    return {static_cast<u8>(AlertLevel::Warning), alert::kCloseNotify};
  }
  [[nodiscard]] static constexpr Result<Alert, ReadError> decode(Bytes body) {
    Reader reader(body);
    FERRULE_TRY(const u8 level, reader.read_u8());
    FERRULE_TRY(const u8 description, reader.read_u8());
    FERRULE_TRYV(reader.expect_empty());
    return Alert{level, AlertDescription{description}};
  }
  [[nodiscard]] constexpr Array<u8, kLength> encode() const { return {{level, description.value}}; }

  constexpr bool operator==(const Alert&) const = default;
};

}  // namespace ferrule::tls
