// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/session_log.hpp"

#include "cmd/certificate_facts.hpp"
#include "cmd/text_bytes.hpp"
#include "cmd/tls_names.hpp"

namespace ferrule::cmd {
namespace {

std::string peer_text(const Result<io::SocketAddress, io::IoError>& peer) {
  return peer ? text_of(Span<const char>(peer->format().span())) : "?";
}

void add_tls(LogLine& line, const tls::Connection& connection) {
  if (const auto name = connection.server_name()) {
    line.text("sni", printable(*name));
  }
  if (const std::string alpn = alpn_name(connection); !alpn.empty()) {
    line.text("alpn", alpn);
  }
  if (const std::string version = version_name(connection); !version.empty()) {
    line.text("version", version);
  }
  if (const std::string group = group_name(connection); !group.empty()) {
    line.text("group", group);
  }
  if (const std::string suite = suite_name(connection); !suite.empty()) {
    line.text("suite", suite);
  }
}

/// Clients without a verified certificate get this far only when none was presented.
void add_client(LogLine& line, const Session& session) {
  const auto leaf = session.connection().peer_certificate(0);
  if (!leaf) {
    return;
  }
  const auto certificate = pki::Certificate::parse(*leaf);
  if (certificate) {
    line.text("client", short_name(certificate->subject));
  }
  line.flag("client_verified", session.handshake_done());
}

void add_reason(LogLine& line, const Session& session) {
  if (const auto& error = session.tls_error()) {
    const auto alert = error->received_alert();
    line.text("reason", std::string(tls::name(*error)));
    line.text("fault", alert ? "told by the client" : std::string(tls::name(error->group())));
  } else if (const auto& io_error = session.io_error()) {
    line.text("reason", io_reason(*io_error));
  }
}

}  // namespace

std::string io_reason(const io::IoError& error) {
  switch (error.kind) {
    case io::IoErrorKind::WouldBlock: return "would-block";
    case io::IoErrorKind::TimedOut: return "timed-out";
    case io::IoErrorKind::Closed: return "reset";
    case io::IoErrorKind::Refused: return "refused";
    case io::IoErrorKind::Unreachable: return "unreachable";
    case io::IoErrorKind::AddressInUse: return "address-in-use";
    case io::IoErrorKind::PermissionDenied: return "permission-denied";
    case io::IoErrorKind::AddressUnavailable: return "address-unavailable";
    case io::IoErrorKind::TooManyFiles: return "too-many-files";
    case io::IoErrorKind::NameNotFound: return "name-not-found";
    case io::IoErrorKind::InvalidAddress: return "invalid-address";
    case io::IoErrorKind::Other: return "errno-" + std::to_string(error.os_code);
  }
  return "unknown";
}

bool is_failure(Outcome outcome) {
  switch (outcome) {
    case Outcome::Open:
    case Outcome::Ok:
    case Outcome::IdleTimeout:
    case Outcome::Drained: return false;
    case Outcome::HandshakeFailed:
    case Outcome::TlsError:
    case Outcome::Truncated:
    case Outcome::ClientGone:
    case Outcome::BackendFailed:
    case Outcome::HandshakeTimeout: break;
  }
  return true;
}

LogLine left_out_line(u64 count) {
  LogLine line("failures-left-out");
  line.number("count", count);
  return line;
}

LogLine session_line(const Session& session, u32 loop, u64 now_ms) {
  LogLine line("connection");
  line.text("peer", peer_text(session.peer()));
  add_tls(line, session.connection());
  add_client(line, session);
  line.number("bytes_in", session.bytes_in());
  line.number("bytes_out", session.bytes_out());
  line.number("duration_ms", now_ms - session.started_ms());
  line.number("thread", loop);
  line.text("outcome", name_of(session.outcome()));
  add_reason(line, session);
  return line;
}

}  // namespace ferrule::cmd
