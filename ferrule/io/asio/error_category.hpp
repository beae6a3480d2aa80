// SPDX-License-Identifier: Apache-2.0 OR MIT
// Error codes of the Asio stream. Like asio::ssl's there are two categories: what went wrong with
// the stream, and what went wrong in TLS. A clean end is neither: it is asio::error::eof.
#pragma once

#include <string>
#include <string_view>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::io::asio_stream {

/// Values as in asio::ssl::error::stream_errors.
enum class StreamErrc : int {
  stream_truncated = 1,          ///< the transport ended without close_notify
  unspecified_system_error = 2,  ///< an earlier failure left the stream unusable
  unexpected_result = 3,         ///< the operation does not fit the stream's state
  unread_data = 4,               ///< ours: the peer sent more than was read; reading goes on
};

/// A condition to compare codes with: `ec == errc::certificate_rejected`.
enum class Condition : int {
  stream_truncated = 1,
  tls_failure = 2,           ///< any failure of TLS itself, certificates and alerts included
  certificate_rejected = 3,  ///< we refused the peer's certificate
  alert_received = 4,        ///< the peer ended the connection and said why
  unread_data = 5,           ///< a shutdown found application data that nobody read
};

namespace internal {

[[nodiscard]] inline tls::Error to_tls_error(int value) {
  const auto reason = static_cast<u8>(value & 0xff);
  switch (static_cast<tls::ErrorGroup>(value >> 8 & 0x7f)) {
    case tls::ErrorGroup::InvalidMessage: return static_cast<tls::InvalidMessage>(reason);
    case tls::ErrorGroup::PeerMisbehaved: return static_cast<tls::PeerMisbehaved>(reason);
    case tls::ErrorGroup::PeerIncompatible: return static_cast<tls::PeerIncompatible>(reason);
    case tls::ErrorGroup::Certificate:
      return pki::CertificateError(static_cast<pki::CertificateErrorKind>(reason));
    case tls::ErrorGroup::AlertReceived:
      return tls::Error::alert_received(tls::AlertDescription{reason});
    case tls::ErrorGroup::ApiMisuse: return static_cast<tls::ApiMisuse>(reason);
    case tls::ErrorGroup::Crypto:
      return crypto::CryptoError{static_cast<crypto::ErrorKind>(reason)};
    case tls::ErrorGroup::Resource: break;
  }
  return static_cast<tls::ResourceError>(reason);
}

/// Never 0, which would mean success.
[[nodiscard]] constexpr int to_value(const tls::Error& error) {
  return 0x8000 | static_cast<int>(error.group()) << 8 | error.reason();
}

}  // namespace internal

// Boost's error_category has no virtual destructor. Categories are constants that nobody ends.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

template <typename Net>
class StreamCategory final : public Net::error_category {
 public:
  FERRULE_STATIC_LIFETIME const char* name() const noexcept override { return "ferrule.stream"; }
  std::string message(int value) const override {
    switch (static_cast<StreamErrc>(value)) {
      case StreamErrc::stream_truncated: return "stream truncated";
      case StreamErrc::unspecified_system_error: return "stream failed before";
      case StreamErrc::unexpected_result: return "unexpected result";
      case StreamErrc::unread_data: return "the peer sent data that was not read";
    }
    return "ferrule.stream error";
  }
};

template <typename Net>
class TlsCategory final : public Net::error_category {
 public:
  FERRULE_STATIC_LIFETIME const char* name() const noexcept override { return "ferrule.tls"; }
  std::string message(int value) const override {
    const tls::Error error = internal::to_tls_error(value);
    return std::string(tls::name(error.group())) + ": " + std::string(tls::name(error));
  }
};

template <typename Net>
FERRULE_STATIC_LIFETIME const typename Net::error_category& stream_category() {
  static const StreamCategory<Net> category{};
  return category;
}
template <typename Net>
FERRULE_STATIC_LIFETIME const typename Net::error_category& tls_category() {
  static const TlsCategory<Net> category{};
  return category;
}

template <typename Net>
class ConditionCategory final : public Net::error_category {
 public:
  FERRULE_STATIC_LIFETIME const char* name() const noexcept override { return "ferrule"; }
  std::string message(int value) const override {
    switch (static_cast<Condition>(value)) {
      case Condition::stream_truncated: return "the stream was truncated";
      case Condition::tls_failure: return "TLS failed";
      case Condition::certificate_rejected: return "the peer's certificate was rejected";
      case Condition::alert_received: return "the peer sent an alert";
      case Condition::unread_data: return "the peer sent data that was not read";
    }
    return "ferrule condition";
  }
  bool equivalent(const typename Net::error_code& code, int condition) const noexcept override {
    const bool is_tls = code.category() == tls_category<Net>();
    const auto group = static_cast<tls::ErrorGroup>(code.value() >> 8 & 0x7f);
    switch (static_cast<Condition>(condition)) {
      case Condition::stream_truncated:
        return is_stream(code.category()) &&
               code.value() == static_cast<int>(StreamErrc::stream_truncated);
      case Condition::unread_data:
        return code.category() == stream_category<Net>() &&
               code.value() == static_cast<int>(StreamErrc::unread_data);
      case Condition::tls_failure: return is_tls;
      case Condition::certificate_rejected: return is_tls && group == tls::ErrorGroup::Certificate;
      case Condition::alert_received: return is_tls && group == tls::ErrorGroup::AlertReceived;
    }
    return false;
  }
  using Net::error_category::equivalent;

 private:
  /// Ours, or asio::ssl's, whose headers need OpenSSL's.
  static bool is_stream(const typename Net::error_category& category) {
    if (category == stream_category<Net>()) {
      return true;
    }
    FERRULE_UNSAFE("the name of a category is a string that lives as long as the category") {
      return std::string_view(category.name()) == "asio.ssl.stream";
    }
  }
};

template <typename Net>
FERRULE_STATIC_LIFETIME const typename Net::error_category& condition_category() {
  static const ConditionCategory<Net> category{};
  return category;
}

#pragma GCC diagnostic pop

/// The code of a TLS failure; a truncated transport is a failure of the stream.
template <typename Traits>
typename Traits::error_code to_code(const tls::Error& error) {
  if (error.is(tls::PeerMisbehaved::TruncatedConnection)) {
    return Traits::truncated();
  }
  return {internal::to_value(error), tls_category<typename Traits::Net>()};
}

}  // namespace ferrule::io::asio_stream
