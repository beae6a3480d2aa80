// SPDX-License-Identifier: Apache-2.0 OR MIT
// SslStream: the stream as code written for asio::ssl::stream makes it, from a context, with the
// side said by the handshake and the server's name by host_name_verification.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/ssl_context.hpp"
#include "ferrule/io/asio/stream.hpp"
#include "ferrule/pki/name/server_name.hpp"

namespace ferrule::io::asio_stream {

/// Whom a client wants to talk to: what the certificate must say, and what the server is told.
class HostNameVerification {
 public:
  explicit HostNameVerification(const std::string& name)
      : name_(pki::ServerName::parse(std::string_view(name))) {}
  [[nodiscard]] const Result<pki::ServerName, pki::ServerNameError>& name() const
      FERRULE_LIFETIMEBOUND {
    return name_;
  }

 private:
  Result<pki::ServerName, pki::ServerNameError> name_;
};

template <typename Next, typename Traits>
class SslStream : public Stream<Next, Traits> {
  using Base = Stream<Next, Traits>;
  using ErrorCode = typename Traits::error_code;
  using handshake_type = StreamBase::handshake_type;
  using ClientConfig = Result<Arc<tls::ClientConfig>, tls::Error>;
  using ServerConfig = Result<Arc<tls::ServerConfig>, tls::Error>;

 public:
  using typename Base::executor_type;

  template <typename Arg>
  SslStream(Arg&& next, SslContext<Traits>& context)
      : Base(StreamBase::client, std::forward<Arg>(next)),
        client_(context.client_config()),
        server_(context.server_config()) {}

  void set_verify_callback(const HostNameVerification& verification, ErrorCode& error) {
    if (verification.name()) {
      name_.emplace(*verification.name());
      error = {};
    } else {
      error = to_code<Traits>(tls::ApiMisuse::BadServerName);
    }
  }
  void set_verify_callback(const HostNameVerification& verification) {
    ErrorCode error{};
    set_verify_callback(verification, error);
    if (error) {
      Traits::raise(error);
    }
  }

  void handshake(handshake_type type) {
    choose(type);
    Base::handshake(type);
  }
  void handshake(handshake_type type, ErrorCode& error) {
    choose(type);
    Base::handshake(type, error);
  }
  template <typename Buffers>
    requires(Traits::template is_const_buffers<Buffers>)
  void handshake(handshake_type type, const Buffers& early) {
    choose(type);
    Base::handshake(type, early);
  }
  template <typename Buffers>
    requires(Traits::template is_const_buffers<Buffers>)
  void handshake(handshake_type type, const Buffers& early, ErrorCode& error) {
    choose(type);
    Base::handshake(type, early, error);
  }
  template <typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_handshake(handshake_type type, Token&& token = Token()) {
    choose(type);
    return Base::async_handshake(type, std::forward<Token>(token));
  }
  template <typename Buffers,
            typename Token = typename Traits::template DefaultToken<executor_type>>
    requires(Traits::template is_const_buffers<Buffers>)
  auto async_handshake(handshake_type type, const Buffers& early, Token&& token = Token()) {
    choose(type);
    return Base::async_handshake(type, early, std::forward<Token>(token));
  }

 private:
  ClientConfig client_;
  ServerConfig server_;
  std::optional<pki::ServerName> name_;
  bool chosen_ = false;

  /// The first handshake decides.
  void choose(handshake_type type) {
    if (!std::exchange(chosen_, true)) {
      this->begin(type, type == StreamBase::client ? client() : server());
    }
  }
  [[nodiscard]] Result<tls::Connection, tls::Error> client() const {
    if (!name_) {
      return Err{tls::Error(tls::ApiMisuse::BadServerName)};
    }
    FERRULE_TRY(auto config, client_);
    return tls::Connection::client(system_allocator(), std::move(config), *name_);
  }
  [[nodiscard]] Result<tls::Connection, tls::Error> server() const {
    FERRULE_TRY(auto config, server_);
    return tls::Connection::server(system_allocator(), std::move(config));
  }
};

/// What asio::ssl calls those of these names that are the same for both Asios.
namespace ssl_names {

using stream_base = StreamBase;
using context_base = SslContextBase;
using host_name_verification = HostNameVerification;
using asio_stream::verify_client_once;
using asio_stream::verify_fail_if_no_peer_cert;
using asio_stream::verify_mode;
using asio_stream::verify_peer;

}  // namespace ssl_names

}  // namespace ferrule::io::asio_stream
