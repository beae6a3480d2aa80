// SPDX-License-Identifier: Apache-2.0 OR MIT
// CoreConnection: one TLS connection on buffers that the caller owns. It does no I/O, copies no
// application data, and once the handshake is done allocates nothing per record. connection.hpp is
// a thin layer on it that brings buffers of its own.
//
//   Input is given from its start again and again, less what was consumed:
//     TRY(const Step step, core.process(input, output));
//   decrypts at most one record in place and says what came of it.
#pragma once

#include <string_view>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/connection_facts.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/kept_config.hpp"
#include "ferrule/tls/output.hpp"
#include "ferrule/tls/record/handshake_joiner.hpp"
#include "ferrule/tls/record/record_receiver.hpp"
#include "ferrule/tls/record/record_sender.hpp"
#include "ferrule/tls/server/hello_info.hpp"

namespace ferrule::tls {

enum class Event : u8 {
  NeedBytes,            ///< no whole record: come again with `needed` bytes or more
  Progress,             ///< a record was dealt with; nothing to tell
  ApplicationData,      ///< `plaintext` is in the input, decrypted
  ChooseConfiguration,  ///< look at client_hello(), then call choose_configuration()
  HandshakeDone,        ///< application data may be sent
  Closed,               ///< close_notify: no more will come
};

struct FERRULE_VIEW Step {
  Event event = Event::NeedBytes;
  usize consumed = 0;  ///< bytes of input that are done with, plaintext included
  usize needed = 0;
  MutBytes plaintext;
};

/// What seal() did.
struct Sealed {
  usize taken = 0;    ///< bytes of the pieces
  usize written = 0;  ///< bytes of the output
};

class FERRULE_OWNER CoreConnection {
 public:
  /// Starts with a ClientHello in `output`.
  [[nodiscard]] static Result<CoreConnection, Error> client(AllocatorRef allocator,
                                                            Arc<ClientConfig> config,
                                                            const pki::ServerName& name,
                                                            Output& output);
  [[nodiscard]] static Result<CoreConnection, Error> server(AllocatorRef allocator,
                                                            Arc<ServerConfig> config);
  /// A server whose configuration is chosen when the ClientHello is there
  /// (Event::ChooseConfiguration). Until then these limits hold.
  [[nodiscard]] static CoreConnection acceptor(AllocatorRef allocator, const Limits& limits);

  /// Deals with the record `input` starts with. What is to be sent is appended to `output`; on an
  /// error that is an alert, and every later call returns the same error.
  [[nodiscard]] Result<Step, Error> process(MutBytes input FERRULE_LIFETIMEBOUND, Output& output);
  /// The transport has ended: TruncatedConnection unless close_notify came before.
  [[nodiscard]] Result<void, Error> received_eof(Output& output);

  /// After Event::ChooseConfiguration.
  [[nodiscard]] Result<server::HelloInfo, Error> client_hello() const FERRULE_LIFETIMEBOUND;
  [[nodiscard]] Result<void, Error> choose_configuration(const Arc<ServerConfig>& config,
                                                         Output& output);
  /// Refuses the client, after Event::ChooseConfiguration.
  void refuse(const Error& why, Output& output) { static_cast<void>(fail(why, output)); }

  /// Seals the concatenation of `pieces`, as much as fits, into records in `out`. Where a key
  /// reaches the AEAD's limit, a KeyUpdate stands between them.
  [[nodiscard]] Result<Sealed, Error> seal(Span<const Bytes> pieces, MutBytes out);
  /// Bytes that seal() writes for all of `pieces`, with one KeyUpdate if that is due on the way.
  [[nodiscard]] usize sealed_size(Span<const Bytes> pieces) const;
  void send_close_notify(Output& output);
  [[nodiscard]] Result<void, Error> refresh_traffic_keys(bool request_peer, Output& output);
  [[nodiscard]] Result<void, Error> export_keying_material(MutBytes out, std::string_view label,
                                                           Option<Bytes> context) const;

  [[nodiscard]] bool is_handshaking() const { return !state_.holds<Connected>(); }
  [[nodiscard]] bool wants_configuration() const {
    return state_.holds<server::RecvdClientHello>();
  }
  [[nodiscard]] bool peer_closed() const { return peer_closed_; }
  [[nodiscard]] bool close_sent() const { return close_sent_; }
  [[nodiscard]] const Option<Error>& failure() const FERRULE_LIFETIMEBOUND { return failure_; }
  [[nodiscard]] const ConnectionFacts& facts() const FERRULE_LIFETIMEBOUND { return facts_; }
  /// Those of the configuration, once there is one.
  [[nodiscard]] const Limits& limits() const FERRULE_LIFETIMEBOUND { return limits_; }

  /// Updates our key after fewer records than the AEAD allows: RecordSender::limit_records().
  void limit_records(u64 limit) { sender_.limit_records(limit); }

 private:
  friend class CoreEffects;

  KeptConfig config_;  ///< before all that refers to the provider
  AllocatorRef allocator_;
  Limits limits_;
  HandshakeState state_;
  ConnectionFacts facts_;
  RecordReceiver receiver_;
  RecordSender sender_;
  HandshakeJoiner joiner_;
  ByteVec flight_;
  Option<Error> failure_;
  u32 messages_after_handshake_ = 0;
  u32 warnings_ = 0;
  bool peer_closed_ = false;
  bool close_sent_ = false;
  bool key_update_answered_ = false;  ///< since our last application data
  bool key_update_owed_ = false;      ///< before our next application data

  CoreConnection(AllocatorRef allocator, const Limits& limits, HandshakeState state);

  [[nodiscard]] Result<void, Error> use(const Settings& settings);
  [[nodiscard]] Error fail(const Error& error, Output& output);
  [[nodiscard]] Result<Step, Error> process_record(MutBytes input FERRULE_LIFETIMEBOUND,
                                                   Output& output);
  [[nodiscard]] Result<Event, Error> on_record(const Record& record, Output& output);
  [[nodiscard]] Result<Event, Error> on_handshake(Bytes content, Output& output);
  [[nodiscard]] Result<Event, Error> on_alert(Bytes content);
  [[nodiscard]] Result<void, Error> advance(const HandshakeMessage& message, bool is_aligned,
                                            Output& output);
  void finish_handshake();
};

}  // namespace ferrule::tls
