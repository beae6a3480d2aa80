// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/get.hpp"

#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "cmd/certificate_problem.hpp"
#include "cmd/certified_key.hpp"
#include "cmd/environment.hpp"
#include "cmd/get/body_output.hpp"
#include "cmd/get/report.hpp"
#include "cmd/get/resolution.hpp"
#include "cmd/get/url.hpp"
#include "cmd/terminal.hpp"
#include "cmd/text_bytes.hpp"
#include "cmd/trust_file.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/blocking_stream.hpp"
#include "ferrule/io/key_log_file.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"

namespace ferrule::cmd {
namespace {

using Stream = io::BlockingStream<io::Socket>;

/// One fetch: its steps in order, and what they found out.
class Fetch {
 public:
  explicit Fetch(const GetOptions& options) : options_{options}, body_(options) {
    report_.url = options.url;
  }

  [[nodiscard]] Result<void, Problem> run() {
    TRY(url_, Url::parse(options_.url));
    TRY(const Arc<tls::ClientConfig> config, configure());
    TRY(io::Socket socket, connect());
    TRY(tls::Connection connection, start(config));
    Stream stream(std::move(socket), std::move(connection));
    TRYV(handshake(stream));
    TRYV(send_request(stream));
    TRYV(receive(stream));
    report_.total_us = elapsed_us();
    static_cast<void>(stream.finish_writing().has_value());
    if (options_.fail && report_.status >= 400) {
      return Err{Problem(ExitCode::Http, "E-HTTP-STATUS",
                         "the server answered " + std::to_string(report_.status) + " " +
                             printable(bytes_of(report_.reason)))
                     .at(place())};
    }
    return ok();
  }

  [[nodiscard]] const Report& report() const FERRULE_LIFETIMEBOUND { return report_; }
  [[nodiscard]] const BodyOutput& body() const FERRULE_LIFETIMEBOUND { return body_; }

 private:
  GetOptions options_;
  Report report_;
  Url url_;
  BodyOutput body_;
  u64 started_us_ = io::monotonic_us();

  [[nodiscard]] u64 elapsed_us() const { return io::monotonic_us() - started_us_; }
  /// Milliseconds left of --timeout, at least 1: a limit of 0 would be none.
  [[nodiscard]] u32 left_ms() const {
    const u64 all = u64{options_.timeout_s} * 1000;
    const u64 used = elapsed_us() / 1000;
    return used >= all ? 1 : static_cast<u32>(all - used);
  }
  [[nodiscard]] std::string place() const {
    const std::string name = url_.host + ":" + std::to_string(url_.port);
    return report_.address.empty() ? name : name + " (" + report_.address + ")";
  }

  [[nodiscard]] Result<Arc<tls::ClientConfig>, Problem> configure() const;
  [[nodiscard]] Result<io::Addresses, Problem> addresses() const;
  [[nodiscard]] Result<io::Socket, Problem> connect();
  [[nodiscard]] Result<tls::Connection, Problem> start(const Arc<tls::ClientConfig>& config) const;
  [[nodiscard]] Result<void, Problem> handshake(Stream& stream);
  [[nodiscard]] Result<void, Problem> send_request(Stream& stream);
  [[nodiscard]] Result<void, Problem> receive(Stream& stream);
  [[nodiscard]] Result<void, Problem> take(HttpResponse& response, Bytes data);
  [[nodiscard]] Result<void, Problem> take_head(const HttpResponse& response);
  [[nodiscard]] Problem http_problem(HttpError error) const;
  [[nodiscard]] Problem io_problem(const io::IoError& error) const;
  [[nodiscard]] Problem stream_problem(const io::StreamError& error,
                                       const tls::Connection& connection) const;
  [[nodiscard]] Problem rejected(const pki::CertificateError& error,
                                 const tls::Connection& connection) const;
};

Problem memory_problem() {
  return Problem(ExitCode::Failure, "E-MEMORY", "there is not enough memory");
}

/// Whoever asks for a key log shall not find out later that there is none.
Result<Box<tls::KeyLog>, Problem> key_log(const std::string& file) {
  const auto path = io::FilePath::make(file);
  auto opened =
      path ? io::KeyLogFile::open(*path) : Result<io::KeyLogFile, io::FileError>(Err{path.error()});
  if (!opened) {
    return Err{Problem(ExitCode::Config, "E-FILE", "the key log cannot be written")
                   .at("SSLKEYLOGFILE=" + file)
                   .fact("reason", std::string(io::name_of(opened.error().kind)))
                   .note("do", "unset SSLKEYLOGFILE, or name a file that can be written")};
  }
  auto made = Box<io::KeyLogFile>::make(system_allocator(), std::move(*opened));
  if (!made) {
    return Err{memory_problem()};
  }
  return Box<tls::KeyLog>(std::move(*made));
}

Result<Arc<tls::ClientConfig>, Problem> Fetch::configure() const {
  if (options_.certificate_file.empty() != options_.key_file.empty()) {
    return Err{Problem(ExitCode::Usage, "E-CONFIG", "--cert and --key go together")
                   .note("do", "give the client certificate and its private key, both in PEM")};
  }
  TRY(Arc<pki::TrustAnchors> anchors, options_.ca_file.empty()
                                          ? load_system_trust()
                                          : load_trust_file(options_.ca_file, "--cafile"));
  auto provider = crypto::make_default_provider(system_allocator());
  if (!provider) {
    return Err{Problem(ExitCode::Failure, "E-CRYPTO", "the cryptographic library failed")};
  }
  auto clock = Box<io::SystemClock>::make(system_allocator());
  auto verifier = Box<tls::PkiServerVerifier>::make(system_allocator(), (*provider)->provider(),
                                                    std::move(anchors));
  auto stage = tls::ClientConfig::builder(system_allocator(), *provider);
  if (!clock || !verifier || !stage) {
    return Err{memory_problem()};
  }
  const std::string http = "http/1.1";
  Option<tls::ClientConfigBuilder> builder(
      std::move(*stage)
          .clock(Box<tls::Clock>(std::move(*clock)))
          .verifier(Box<tls::ServerCertVerifier>(std::move(*verifier)))
          .alpn(bytes_of(http)));
  if (!options_.certificate_file.empty()) {
    TRY(LoadedKey loaded,
        load_certified_key(options_.certificate_file, options_.key_file, (*provider)->provider()));
    tls::ClientConfigBuilder next = std::move(*builder).certificate(std::move(loaded.key));
    builder.emplace(std::move(next));
  }
  if (const std::string file = environment("SSLKEYLOGFILE"); !file.empty()) {
    TRY(Box<tls::KeyLog> log, key_log(file));
    tls::ClientConfigBuilder next = std::move(*builder).key_log(std::move(log));
    builder.emplace(std::move(next));
  }
  auto built = std::move(*builder).build();
  if (!built) {
    return Err{Problem(ExitCode::Config, "E-CONFIG", "the TLS configuration cannot be used")
                   .fact("reason", std::string(tls::name(built.error())))};
  }
  return std::move(*built);
}

/// --resolve first, as it is written: host:port:address.
Result<io::Addresses, Problem> Fetch::addresses() const {
  const std::string wanted = url_.host + ":" + std::to_string(url_.port) + ":";
  for (const std::string& entry : options_.resolve) {
    if (!entry.starts_with(wanted)) {
      continue;
    }
    const auto address = io::SocketAddress::parse_ip(entry.substr(wanted.size()), url_.port);
    if (!address) {
      return Err{Problem(ExitCode::Usage, "E-ADDRESS", "\"" + entry + "\" names no address")
                     .at("--resolve")
                     .note("do", "write it as HOST:PORT:ADDRESS")};
    }
    io::Addresses one;
    static_cast<void>(one.push(*address).has_value());
    return one;
  }
  auto found = resolve_within(left_ms(), url_.host, url_.port);
  if (!found && found.error().kind == io::IoErrorKind::TimedOut) {
    return Err{Problem(ExitCode::Timeout, "E-TIMEOUT",
                       "the name service did not answer within " +
                           std::to_string(options_.timeout_s) + " s")
                   .at(place())
                   .note("do",
                         "check the name servers in /etc/resolv.conf, or allow more with "
                         "--timeout SECONDS")};
  }
  if (!found) {
    return Err{io_problem(found.error())};
  }
  return *found;
}

Result<io::Socket, Problem> Fetch::connect() {
  TRY(const io::Addresses found, addresses());
  report_.dns_us = elapsed_us();
  io::IoError last{};
  for (const io::SocketAddress& address : found) {
    report_.address = text_of(Span<const char>(address.format().span()));
    auto socket = io::Socket::connect(address, left_ms());
    if (socket) {
      report_.connect_us = elapsed_us();
      socket->set_deadline(started_us_ / 1000 + u64{options_.timeout_s} * 1000);
      return std::move(*socket);
    }
    last = socket.error();
  }
  return Err{io_problem(last)};
}

Result<tls::Connection, Problem> Fetch::start(const Arc<tls::ClientConfig>& config) const {
  const auto name = pki::ServerName::parse(bytes_of(url_.host));
  if (!name) {
    return Err{Problem(ExitCode::Usage, "E-URL", "\"" + url_.host + "\" is no host name")
                   .note("do", "write an internationalised name in its ASCII form (xn--...)")};
  }
  auto connection = tls::Connection::client(system_allocator(), config, *name);
  if (!connection) {
    return Err{Problem(ExitCode::Tls, "E-TLS", "the TLS connection cannot be started")
                   .fact("reason", std::string(tls::name(connection.error())))};
  }
  return std::move(*connection);
}

Result<void, Problem> Fetch::handshake(Stream& stream) {
  const auto done = stream.complete_handshake();
  note_connection(report_, stream.connection());
  if (!done) {
    return Err{stream_problem(done.error(), stream.connection())};
  }
  report_.tls_us = elapsed_us();
  return ok();
}

Result<void, Problem> Fetch::send_request(Stream& stream) {
  const std::string request = "GET " + url_.target + " HTTP/1.1\r\nHost: " + url_.authority() +
                              "\r\nUser-Agent: ferrule/0.1\r\nAccept: */*\r\n"
                              "Connection: close\r\n\r\n";
  const auto sent = stream.write_all(bytes_of(request));
  if (!sent) {
    return Err{stream_problem(sent.error(), stream.connection())};
  }
  return ok();
}

/// The body goes on as it comes, so what a response that ends too early had is not lost.
Result<void, Problem> Fetch::receive(Stream& stream) {
  HttpResponse response;
  std::vector<u8> buffer(16 * 1024);
  while (!response.is_complete()) {
    const auto got = stream.read(Span<u8>(buffer));
    if (!got) {
      return Err{stream_problem(got.error(), stream.connection())};
    }
    if (report_.first_byte_us == 0) {
      report_.first_byte_us = elapsed_us();
    }
    if (!got->ended) {
      TRYV(take(response, Span<const u8>(buffer).first(got->count)));
    } else if (const auto ended = response.feed_end(); !ended) {
      return Err{http_problem(ended.error())};
    }
  }
  return ok();
}

Result<void, Problem> Fetch::take(HttpResponse& response, Bytes data) {
  std::string piece;
  const Result<void, HttpError> fed = response.feed(data, piece);
  if (response.has_head() && report_.status == 0) {
    TRYV(take_head(response));
  }
  if (!piece.empty()) {
    TRYV(body_.write(piece));
    report_.body_bytes += piece.size();
  }
  if (!fed) {
    return Err{http_problem(fed.error())};
  }
  return ok();
}

Result<void, Problem> Fetch::take_head(const HttpResponse& response) {
  report_.status = response.status();
  report_.reason = response.reason();
  report_.fields = response.fields();
  if (options_.verbose && !options_.json) {
    std::cerr << head_text(report_);
  }
  return body_.open();
}

Problem Fetch::http_problem(HttpError error) const {
  return Problem(ExitCode::Http, "E-HTTP", explain(error)).at(place());
}

Problem Fetch::io_problem(const io::IoError& error) const {
  const std::string host = url_.host;
  switch (error.kind) {
    case io::IoErrorKind::NameNotFound:
      return Problem(ExitCode::Connect, "E-DNS", "the name " + host + " has no address")
          .at(place())
          .note("do", "check the spelling, and the name service of this computer");
    case io::IoErrorKind::Refused:
      return Problem(ExitCode::Connect, "E-CONNECT",
                     "nobody listens on port " + std::to_string(url_.port) + " of " + host)
          .at(place())
          .note("do", "check that the server runs, and its port");
    case io::IoErrorKind::TimedOut:
      return Problem(ExitCode::Timeout, "E-TIMEOUT",
                     "no answer within " + std::to_string(options_.timeout_s) + " s")
          .at(place())
          .note("do", "try again, or allow more with --timeout SECONDS");
    case io::IoErrorKind::Closed:
      return Problem(ExitCode::Connect, "E-RESET", "the server closed the connection").at(place());
    case io::IoErrorKind::WouldBlock:
    case io::IoErrorKind::Unreachable:
    case io::IoErrorKind::AddressInUse:
    case io::IoErrorKind::PermissionDenied:
    case io::IoErrorKind::AddressUnavailable:
    case io::IoErrorKind::TooManyFiles:
    case io::IoErrorKind::InvalidAddress:
    case io::IoErrorKind::Other: break;
  }
  return Problem(ExitCode::Connect, "E-CONNECT", "no connection to " + host + " is possible")
      .at(place())
      .fact("errno", std::to_string(error.os_code));
}

Problem Fetch::stream_problem(const io::StreamError& error,
                              const tls::Connection& connection) const {
  if (!error.tls) {
    return io_problem(error.io);
  }
  if (const auto& certificate = error.tls->certificate()) {
    return rejected(*certificate, connection);
  }
  if (const auto alert = error.tls->received_alert()) {
    return Problem(ExitCode::Tls, "E-TLS-ALERT",
                   "the server ended the connection: " + std::string(tls::name(*alert)))
        .at(place())
        .note("you run the server", "its log says why");
  }
  if (error.tls->is(tls::PeerMisbehaved::TruncatedConnection)) {
    return Problem(ExitCode::Tls, "E-TLS-TRUNCATED",
                   "the connection was cut off: what was received may not be everything")
        .at(place())
        .note("why", "the server did not say that it was done, so somebody else may have");
  }
  return Problem(ExitCode::Tls, "E-TLS", "the server's TLS cannot be used")
      .at(place())
      .fact("group", std::string(tls::name(error.tls->group())))
      .fact("reason", std::string(tls::name(*error.tls)))
      .note("hint", "this command speaks TLS 1.3 only");
}

Problem Fetch::rejected(const pki::CertificateError& error,
                        const tls::Connection& connection) const {
  std::vector<Bytes> chain;
  for (usize i = 0; i < connection.peer_certificate_count(); ++i) {
    if (const auto der = connection.peer_certificate(i)) {
      chain.push_back(*der);
    }
  }
  return certificate_problem(error, {url_.host, place(), Span<const Bytes>(chain)});
}

/// With --json one object on standard output, else what there is to say on standard error.
void print_report(const GetOptions& options, const Fetch& fetch,
                  const std::optional<Problem>& problem) {
  if (options.json) {
    nlohmann::json object = to_json(fetch.report(), problem);
    if (fetch.body().keeps()) {
      object["http"]["body"] = fetch.body().kept();
    }
    std::cout << object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    return;
  }
  if (options.verbose) {
    const bool told_head = fetch.report().status != 0;
    std::cerr << (told_head ? std::string() : head_text(fetch.report()))
              << timings_text(fetch.report());
  }
  if (problem.has_value()) {
    std::cerr << to_text(*problem, wants_colour());
  }
}

}  // namespace

ExitCode get(const GetOptions& options) {
  Fetch fetch(options);
  const Result<void, Problem> done = fetch.run();
  std::optional<Problem> problem;
  if (!done) {
    problem = done.error();
  }
  print_report(options, fetch, problem);
  return problem.has_value() ? problem->exit : ExitCode::Ok;
}

}  // namespace ferrule::cmd
