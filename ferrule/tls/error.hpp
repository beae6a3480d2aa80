// SPDX-License-Identifier: Apache-2.0 OR MIT
// Error: what ended a connection, exactly, grouped by who is at fault. The alert follows from it.
#pragma once

#include <string_view>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/tls/alert.hpp"
#include "ferrule/tls/api_misuse.hpp"
#include "ferrule/tls/invalid_message.hpp"
#include "ferrule/tls/peer_incompatible.hpp"
#include "ferrule/tls/peer_misbehaved.hpp"
#include "ferrule/tls/resource_error.hpp"

namespace ferrule::tls {

enum class ErrorGroup : u8 {
  InvalidMessage,
  PeerMisbehaved,
  PeerIncompatible,
  Certificate,    ///< certificate() says which, which check, expected and found
  AlertReceived,  ///< the peer ended the connection and said why: received_alert()
  ApiMisuse,
  Crypto,  ///< a crypto::ErrorKind
  Resource,
};

namespace internal {

constexpr InvalidMessage invalid_message(ReadError error) {
  return error == ReadError::Truncated ? InvalidMessage::Truncated : InvalidMessage::TrailingData;
}

}  // namespace internal

/// A value of its own. Each group's enumeration, and the errors of core, crypto and pki, convert to
/// it.
class Error {
 public:
  constexpr Error(InvalidMessage what) : Error(ErrorGroup::InvalidMessage, static_cast<u8>(what)) {}
  constexpr Error(PeerMisbehaved what) : Error(ErrorGroup::PeerMisbehaved, static_cast<u8>(what)) {}
  constexpr Error(PeerIncompatible what)
      : Error(ErrorGroup::PeerIncompatible, static_cast<u8>(what)) {}
  constexpr Error(ApiMisuse what) : Error(ErrorGroup::ApiMisuse, static_cast<u8>(what)) {}
  constexpr Error(ResourceError what) : Error(ErrorGroup::Resource, static_cast<u8>(what)) {}
  constexpr Error(const pki::CertificateError& what)
      : group_{ErrorGroup::Certificate}, reason_{static_cast<u8>(what.kind)}, certificate_(what) {}
  /// Running out of memory is the same whoever ran out.
  constexpr Error(crypto::CryptoError what)
      : group_{what.kind == crypto::ErrorKind::OutOfMemory ? ErrorGroup::Resource
                                                           : ErrorGroup::Crypto},
        reason_{what.kind == crypto::ErrorKind::OutOfMemory
                    ? static_cast<u8>(ResourceError::OutOfMemory)
                    : static_cast<u8>(what.kind)} {}
  constexpr Error(ReadError what) : Error(internal::invalid_message(what)) {}
  constexpr Error(AllocError) : Error(ResourceError::OutOfMemory) {}
  constexpr Error(CapacityError) : Error(ResourceError::CapacityExceeded) {}
  constexpr Error(WriteError what) : Error(from_write(what)) {}

  [[nodiscard]] static constexpr Error alert_received(AlertDescription description) {
    return {ErrorGroup::AlertReceived, description.value};
  }

  [[nodiscard]] constexpr ErrorGroup group() const { return group_; }
  /// The value of the group's enumeration (of the alert, for AlertReceived).
  [[nodiscard]] constexpr u8 reason() const { return reason_; }

  template <typename Reason>
  [[nodiscard]] constexpr bool is(Reason what) const {
    return *this == Error(what);
  }
  [[nodiscard]] constexpr Option<AlertDescription> received_alert() const {
    return group_ == ErrorGroup::AlertReceived ? Option(AlertDescription{reason_})
                                               : Option<AlertDescription>();
  }
  [[nodiscard]] constexpr const Option<pki::CertificateError>& certificate() const
      FERRULE_LIFETIMEBOUND {
    return certificate_;
  }

  /// The same reason; the details of a certificate do not count.
  constexpr bool operator==(const Error& other) const {
    return group_ == other.group_ && reason_ == other.reason_;
  }

 private:
  ErrorGroup group_;
  u8 reason_;
  Option<pki::CertificateError> certificate_;

  constexpr Error(ErrorGroup group, u8 reason) : group_{group}, reason_{reason} {}

  static constexpr Error from_write(WriteError what) {
    switch (what) {
      case WriteError::NoSpace: return ApiMisuse::OutputTooSmall;
      case WriteError::OutOfMemory: return ResourceError::OutOfMemory;
      case WriteError::LengthOverflow: return ApiMisuse::MessageTooLong;
    }
    return ApiMisuse::MessageTooLong;
  }
};

/// The alert to send for an error of ours. After a received alert nothing is sent; close_notify
/// stands for that.
[[nodiscard]] AlertDescription alert_for(const Error& error);

/// "PeerMisbehaved", ...
[[nodiscard]] FERRULE_STATIC_LIFETIME std::string_view name(ErrorGroup group);
/// "FinishedMismatch", "expired", "bad_record_mac", ...: the reason alone, stable, for logs and
/// machines.
[[nodiscard]] FERRULE_STATIC_LIFETIME std::string_view name(const Error& error);

}  // namespace ferrule::tls
