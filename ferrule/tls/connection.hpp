// SPDX-License-Identifier: Apache-2.0 OR MIT
// Connection: a TLS connection with buffers of its own, either side. It never touches a socket: the
// caller moves bytes between the transport and read_buffer() / pending_tls().
//
//   Receiving: put bytes into read_buffer(), tell received(n), call process_new_packets(), then
//   take plaintext() and consume() it until it is empty: each record is one piece, decrypted where
//   it arrived. Sending: write() seals into the buffer that pending_tls() shows; tell
//   tls_written(n) what the transport took.
//
// After an error an alert is left in pending_tls(), and every later call returns the same error.
//
// Memory: memory.hpp says how much a connection takes at most.
#pragma once

#include <string_view>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/connection_buffer.hpp"
#include "ferrule/tls/connection_facts.hpp"
#include "ferrule/tls/core_connection.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// Where a connection stands.
struct IoState {
  usize plaintext_bytes = 0;  ///< decrypted and not yet consumed, in all pieces together
  usize tls_bytes = 0;        ///< sealed, and not yet told to be written
  bool peer_closed = false;   ///< close_notify was seen: no more plaintext will come
};

class FERRULE_OWNER Connection {
 public:
  [[nodiscard]] static Result<Connection, Error> client(AllocatorRef allocator,
                                                        Arc<ClientConfig> config,
                                                        const pki::ServerName& name);
  [[nodiscard]] static Result<Connection, Error> server(AllocatorRef allocator,
                                                        Arc<ServerConfig> config);

  /// A server whose configuration is chosen when the ClientHello is there: once
  /// wants_configuration(), look at client_hello() and call choose_configuration(), or refuse().
  /// The limits hold until then, but for the receive buffer, which stays.
  [[nodiscard]] static Result<Connection, Error> acceptor(AllocatorRef allocator,
                                                          const Limits& limits);

  [[nodiscard]] bool wants_configuration() const { return core_.wants_configuration(); }
  [[nodiscard]] Result<server::HelloInfo, Error> client_hello() const FERRULE_LIFETIMEBOUND {
    return core_.client_hello();
  }
  [[nodiscard]] Result<void, Error> choose_configuration(const Arc<ServerConfig>& config);
  void refuse(const Error& why) { core_.refuse(why, out_); }

  /// Free space for received bytes. Empty while unconsumed plaintext fills the buffer.
  [[nodiscard]] Result<MutBytes, Error> read_buffer() FERRULE_LIFETIMEBOUND;
  /// The first `count` bytes of read_buffer() were filled.
  void received(usize count);
  /// The transport has ended. Without a close_notify before it, process_new_packets() fails with
  /// TruncatedConnection.
  void received_eof();
  /// Decrypts what was received, in place, and answers what must be answered.
  [[nodiscard]] Result<IoState, Error> process_new_packets();

  /// The next piece of application data: the rest of one record. Empty when there is none.
  [[nodiscard]] Bytes plaintext() const FERRULE_LIFETIMEBOUND;
  /// Drops the first `count` bytes of plaintext().
  void consume(usize count);
  /// Copies and consumes as much plaintext as there is, over all pieces, and fits.
  usize read(MutBytes out);

  /// Sealed records for the transport; while some are held, those only.
  [[nodiscard]] Bytes pending_tls() const FERRULE_LIFETIMEBOUND;
  /// pending_tls() for a transport that reads it while the connection goes on sealing: the bytes
  /// stay in place until tls_written() has taken all of them.
  [[nodiscard]] Bytes hold_tls() FERRULE_LIFETIMEBOUND;
  void tls_written(usize count);

  /// Seals the concatenation of `pieces`; returns how many bytes were taken: fewer when
  /// Limits::send_buffer is reached, and none before the handshake is done.
  [[nodiscard]] Result<usize, Error> write(Span<const Bytes> pieces);
  [[nodiscard]] Result<usize, Error> write(Bytes data);
  /// Ends our direction; the peer may go on sending. Further write() is refused.
  void send_close_notify();

  [[nodiscard]] bool is_handshaking() const;
  /// There is room for more, and the peer may send more.
  [[nodiscard]] bool wants_read() const;
  [[nodiscard]] bool wants_write() const { return !pending_tls().empty(); }
  /// close_notify was seen.
  [[nodiscard]] bool peer_closed() const;

  /// New keys for our direction, and with `request_peer` for the peer's.
  [[nodiscard]] Result<void, Error> refresh_traffic_keys(bool request_peer);
  /// RFC 8446, 7.5. No context is the same as an empty one.
  [[nodiscard]] Result<void, Error> export_keying_material(MutBytes out, std::string_view label,
                                                           Option<Bytes> context) const;

  /// Gives the buffers' memory back when nothing waits in them; they come again when needed.
  void release_idle_buffers();

  [[nodiscard]] Option<ProtocolVersion> protocol_version() const {
    return facts().protocol_version;
  }
  [[nodiscard]] Option<CipherSuite> cipher_suite() const { return facts().cipher_suite; }
  [[nodiscard]] Option<crypto::NamedGroup> key_exchange_group() const { return facts().group; }
  [[nodiscard]] Option<crypto::SignatureScheme> peer_signature_scheme() const {
    return facts().peer_signature_scheme;
  }
  [[nodiscard]] HandshakeKind handshake_kind() const { return facts().kind; }
  [[nodiscard]] Option<Bytes> alpn() const FERRULE_LIFETIMEBOUND;
  /// Server: the name the client asked for.
  [[nodiscard]] Option<Bytes> server_name() const FERRULE_LIFETIMEBOUND;
  /// The peer's certificates in DER, leaf first.
  [[nodiscard]] usize peer_certificate_count() const {
    return facts().peer_certificate_ends.size();
  }
  [[nodiscard]] Option<Bytes> peer_certificate(usize index) const FERRULE_LIFETIMEBOUND;

  /// Updates our key after fewer records than the AEAD allows; holds for the present key.
  void limit_records(u64 limit) { core_.limit_records(limit); }
  /// What ended the connection, if anything did.
  [[nodiscard]] Option<Error> failure() const { return core_.failure(); }

 private:
  CoreConnection core_;
  ReceiveBuffer in_;
  SendBuffer out_;
  bool eof_ = false;

  Connection(CoreConnection core, SendBuffer out, const Limits& limits, AllocatorRef allocator);

  [[nodiscard]] const ConnectionFacts& facts() const FERRULE_LIFETIMEBOUND { return core_.facts(); }
  [[nodiscard]] Result<Event, Error> process_one();
};

}  // namespace ferrule::tls
