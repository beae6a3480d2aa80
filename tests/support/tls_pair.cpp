// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/tls_pair.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/pki/name/server_name.hpp"

namespace ferrule::testing {
namespace {

constexpr Array<u8, 5> kGreeting = {'h', 'e', 'l', 'l', 'o'};

void append(std::vector<u8>& out, Bytes bytes) {
  for (const u8 byte : bytes) {
    out.push_back(byte);
  }
}

void note(std::optional<tls::Error>& kept, const std::optional<tls::Error>& error) {
  if (!kept) {
    kept = error;
  }
}

[[nodiscard]] bool greet(TlsPair& pair, tls::Side from) {
  return equal(send_through(pair, from, kGreeting.span()), kGreeting.span());
}

[[nodiscard]] bool accepts_the_end(tls::Connection& connection) {
  connection.received_eof();
  return connection.process_new_packets().has_value();
}

}  // namespace

std::optional<tls::Error> deliver(tls::Connection& to, Bytes bytes, std::vector<u8>& read) {
  while (true) {
    Result<MutBytes, tls::Error> space = to.read_buffer();
    if (!space) {
      return std::move(space).error();
    }
    const usize count = bytes.size() < space->size() ? bytes.size() : space->size();
    space->first(count).copy_from(bytes.first(count));
    to.received(count);
    bytes = bytes.subspan(count);
    const auto state = to.process_new_packets();
    while (!to.plaintext().empty()) {
      append(read, to.plaintext());
      to.consume(to.plaintext().size());
    }
    if (!state) {
      return state.error();
    }
    if (bytes.empty()) {
      return std::nullopt;
    }
  }
}

std::vector<u8> take_output(tls::Connection& from) {
  std::vector<u8> taken;
  while (!from.pending_tls().empty()) {
    append(taken, from.pending_tls());
    from.tls_written(from.pending_tls().size());
  }
  return taken;
}

TlsPair TlsPair::make(Arc<tls::ClientConfig> client, Arc<tls::ServerConfig> server,
                      std::string_view name) {
  const AllocatorRef heap = system_allocator();
  return TlsPair(
      tls::Connection::client(heap, std::move(client), pki::ServerName::parse(name).value())
          .value(),
      tls::Connection::server(heap, std::move(server)).value());
}

bool TlsPair::transfer(tls::Side from) {
  return transfer(from, [](tls::Side, std::vector<u8>&) {});
}

void TlsPair::give(tls::Side to, Bytes bytes) {
  if (to == tls::Side::Server) {
    note(server_error_, deliver(server_, bytes, read_by_server_));
  } else {
    note(client_error_, deliver(client_, bytes, read_by_client_));
  }
}

void TlsPair::run() {
  run([](tls::Side, std::vector<u8>&) {});
}

bool TlsPair::handshake() {
  run();
  return !client_.is_handshaking() && !server_.is_handshaking() && !client_error_ && !server_error_;
}

Outcome TlsPair::converse() {
  return converse([](tls::Side, std::vector<u8>&) {});
}

Outcome TlsPair::outcome() {
  Outcome made;
  made.client_error = client_.failure();
  made.server_error = server_.failure();
  made.completed = !made.anyone_failed() && !client_.is_handshaking() &&
                   !server_.is_handshaking() && greet(*this, tls::Side::Client) &&
                   greet(*this, tls::Side::Server);
  if (!made.completed && !made.anyone_failed()) {
    const bool client_accepts = accepts_the_end(client_);
    const bool server_accepts = accepts_the_end(server_);
    made.unnoticed = client_accepts || server_accepts;
  }
  return made;
}

std::vector<u8> send_through(TlsPair& pair, tls::Side from, Bytes data) {
  const tls::Side to = tls::other(from);
  pair.read_by(to).clear();
  while (!data.empty()) {
    const auto taken = pair.side(from).write(data);
    if (!taken || *taken == 0) {
      break;
    }
    data = data.subspan(*taken);
    pair.transfer(from);
  }
  return pair.read_by(to);
}

}  // namespace ferrule::testing
