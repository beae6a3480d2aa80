// SPDX-License-Identifier: Apache-2.0 OR MIT
// Code as it is written for asio::ssl, under the Asio whose names are `Kit`, with `ssl` being ours.
#pragma once

#include <cerrno>
#include <string>
#include <utility>

#include "tests/asio/streams.hpp"

namespace ferrule::testing {
namespace {

const std::string kPki = std::string(FERRULE_SOURCE_DIR) + "/tests/pki/";

void set_up_server(ssl::context& context, const std::string& who) {
  context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                      ssl::context::single_dh_use);
  context.use_certificate_chain_file(kPki + who + ".pem");
  context.use_private_key_file(kPki + who + ".key", ssl::context::pem);
}

struct FERRULE_VIEW SslStreams {
  ssl::stream<Kit::tcp::socket> client;
  ssl::stream<Kit::tcp::socket> server;
};
FERRULE_STATIC_LIFETIME SslStreams ssl_streams(ssl::context& client, ssl::context& server) {
  using Socket = Kit::tcp::socket;
  return over_sockets<Kit>([&](Socket near, Socket far) {
    return SslStreams{ssl::stream<Socket>(std::move(near), client),
                      ssl::stream<Socket>(std::move(far), server)};
  });
}

/// What both handshakes come to.
struct Outcome {
  ErrorCode<Kit> client;
  ErrorCode<Kit> server;
};

Outcome shake_hands(ssl::context& client_context, ssl::context& server_context,
                    const std::string& name) {
  SslStreams streams = ssl_streams(client_context, server_context);
  if (!name.empty()) {
    streams.client.set_verify_callback(ssl::host_name_verification(name));
  }
  Told<Kit> asked;
  Told<Kit> served;
  streams.client.async_handshake(ssl::stream_base::client, Note<Kit>(asked));
  streams.server.async_handshake(ssl::stream_base::server, Note<Kit>(served));
  run_until(asked);
  if (asked.error) {
    streams.client.lowest_layer().close();
  }
  run_until(served);
  if (!asked.error && !served.error) {
    std::string text = "hello";
    std::string into(5, '\0');
    EXPECT_EQ(streams.client.write_some(buffer<Kit>(text)), 5u);
    EXPECT_EQ(streams.server.read_some(buffer<Kit>(into), served.error), served.error ? 0u : 5u);
  }
  return {asked.error, served.error};
}

TEST(SslCompat, runs_code_written_for_asio_ssl) {
  ssl::context client(ssl::context::tlsv13_client);
  ssl::context server(ssl::context::tlsv13_server);
  client.load_verify_file(kPki + "ca.pem");
  client.set_verify_mode(ssl::verify_peer);
  set_up_server(server, "rsa2048");
  const Outcome good = shake_hands(client, server, "localhost");
  EXPECT_FALSE(good.client) << good.client.message();
  EXPECT_FALSE(good.server) << good.server.message();

  const Outcome other = shake_hands(client, server, "elsewhere.test");
  EXPECT_TRUE(other.client == make_error_condition(Kit::errc::certificate_rejected));
  EXPECT_TRUE(static_cast<bool>(shake_hands(client, server, "").client));
}

TEST(SslCompat, asks_clients_for_certificates) {
  ssl::context anonymous(ssl::context::tls_client);
  anonymous.load_verify_file(kPki + "ca.pem");
  ssl::context known(ssl::context::tls_client);
  known.load_verify_file(kPki + "ca.pem");
  set_up_server(known, "client_p256");
  for (const bool required : {false, true}) {
    ssl::context server(ssl::context::tls_server);
    set_up_server(server, "p256");
    server.load_verify_file(kPki + "ca.pem");
    server.set_verify_mode(ssl::verify_peer |
                           (required ? ssl::verify_fail_if_no_peer_cert : ssl::verify_mode{}));
    EXPECT_EQ(static_cast<bool>(shake_hands(anonymous, server, "localhost").server), required);
    const Outcome good = shake_hands(known, server, "localhost");
    EXPECT_FALSE(good.server) << good.server.message();
  }
}

TEST(SslCompat, reports_files_that_cannot_be_used) {
  ssl::context context(ssl::context::tls_server);
  ErrorCode<Kit> error;
  context.load_verify_file(kPki + "absent.pem", error);
  EXPECT_EQ(error.value(), ENOENT);
  context.use_certificate_chain_file(kPki + "p256.key", error);
  EXPECT_TRUE(static_cast<bool>(error));
  context.use_certificate_chain_file(kPki + "p256.pem", error);
  EXPECT_FALSE(error) << error.message();
  context.use_private_key_file(kPki + "rsa2048.key", ssl::context::pem, error);
  EXPECT_TRUE(static_cast<bool>(error));  // the key of another certificate
  EXPECT_THROW(context.use_private_key_file(kPki + "absent.key", ssl::context::pem),
               Kit::Net::system_error);
  const std::string nonsense = "nonsense";
  context.use_private_key(buffer<Kit>(nonsense), ssl::context::pem, error);
  EXPECT_TRUE(static_cast<bool>(error));
  context.add_certificate_authority(buffer<Kit>(nonsense), error);
  EXPECT_TRUE(static_cast<bool>(error));
}

TEST(SslCompat, names_a_truncated_stream_as_asio_does) {
  ssl::context client_context(ssl::context::tls_client);
  client_context.load_verify_file(kPki + "ca.pem");
  ssl::context server_context(ssl::context::tls_server);
  set_up_server(server_context, "p256");
  SslStreams streams = ssl_streams(client_context, server_context);
  streams.client.set_verify_callback(ssl::host_name_verification("localhost"));
  Told<Kit> asked;
  Told<Kit> served;
  streams.client.async_handshake(ssl::stream_base::client, Note<Kit>(asked));
  streams.server.async_handshake(ssl::stream_base::server, Note<Kit>(served));
  run<Kit>();
  EXPECT_FALSE(asked.error || served.error);
  streams.server.lowest_layer().close();
  ErrorCode<Kit> error;
  std::string into(1, '\0');
  streams.client.read_some(buffer<Kit>(into), error);
  EXPECT_TRUE(error == make_error_code(ssl::error::stream_truncated)) << error.message();
  EXPECT_TRUE(error == make_error_condition(Kit::errc::stream_truncated)) << error.message();
}

}  // namespace
}  // namespace ferrule::testing
