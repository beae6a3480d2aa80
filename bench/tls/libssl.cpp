// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "bench/tls/libssl.hpp"

#include <openssl/ssl.h>

#include <string>
#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::bench {
namespace {

constexpr usize kMaxWrite = 1 << 14;

/// A counted reference to an SSL_CTX.
class FERRULE_OWNER Context {
 public:
  Context() = default;
  explicit Context(SSL_CTX* context) : context_{context} {}
  Context(Context&& other) noexcept : context_{other.context_} { other.context_ = nullptr; }
  Context& operator=(Context&&) = delete;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() {
    UNSAFE("SSL_CTX_free takes null; the pointer is not used again") {
      SSL_CTX_free(context_);
    }
  }
  [[nodiscard]] SSL_CTX* raw() const FERRULE_LIFETIMEBOUND { return context_; }

 private:
  SSL_CTX* context_ = nullptr;
};

bool restrict_to_setting(SSL_CTX* context, const Setting& setting) {
  UNSAFE(
      "context is a live SSL_CTX and the strings end in a zero: they are literals of the caller") {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_ciphersuites(context, setting.suite.c_str()) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519") == 1 &&
           SSL_CTX_set_num_tickets(context, 0) == 1;
  }
}

Context client_context(const Setting& setting) {
  UNSAFE("the method is a constant of libssl and the path a string that outlives the call") {
    Context made(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_verify(made.raw(), SSL_VERIFY_PEER, nullptr);
    const bool ready = restrict_to_setting(made.raw(), setting) &&
                       SSL_CTX_load_verify_locations(
                           made.raw(), FERRULE_SOURCE_DIR "/tests/pki/ca.pem", nullptr) == 1;
    return ready ? std::move(made) : Context();
  }
}

Context server_context(const Setting& setting) {
  const std::string stem = FERRULE_SOURCE_DIR "/tests/pki/" + setting.key;
  UNSAFE("the method is a constant of libssl and the paths are strings that outlive the calls") {
    Context made(SSL_CTX_new(TLS_server_method()));
    const bool ready =
        restrict_to_setting(made.raw(), setting) &&
        SSL_CTX_use_certificate_chain_file(made.raw(), (stem + ".pem").c_str()) == 1 &&
        SSL_CTX_use_PrivateKey_file(made.raw(), (stem + ".key").c_str(), SSL_FILETYPE_PEM) == 1;
    return ready ? std::move(made) : Context();
  }
}

class FERRULE_OWNER LibsslEndpoint final : public Endpoint {
 public:
  LibsslEndpoint(const Context& context, bool is_client) {
    Array<char, 10> name = {"localhost"};
    UNSAFE("the context is alive and keeps a count; SSL_set_bio takes over both BIOs") {
      ssl_ = SSL_new(context.raw());
      in_ = BIO_new(BIO_s_mem());
      out_ = BIO_new(BIO_s_mem());
      SSL_set_bio(ssl_, in_, out_);
      if (is_client) {
        SSL_set_connect_state(ssl_);
        SSL_ctrl(ssl_, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
        SSL_set1_host(ssl_, "localhost");
      } else {
        SSL_set_accept_state(ssl_);
      }
    }
  }
  ~LibsslEndpoint() override {
    UNSAFE("SSL_free ends the connection and the BIOs it took over") {
      SSL_free(ssl_);
    }
  }

  bool handshake(MutBytes in, Wire& out) override {
    feed(in);
    bool failed = false;
    UNSAFE("ssl_ is alive until the destructor") {
      const int done = SSL_do_handshake(ssl_);
      failed = done != 1 && SSL_get_error(ssl_, done) != SSL_ERROR_WANT_READ;
    }
    drain(out);
    return !failed;
  }

  [[nodiscard]] bool handshaking() const override {
    UNSAFE("ssl_ is alive until the destructor") {
      return SSL_is_init_finished(ssl_) == 0;
    }
  }

  bool send(Bytes plaintext, Wire& out) override {
    bool sent = false;
    UNSAFE("ssl_ is alive; the span covers plaintext.size() bytes") {
      sent = SSL_write(ssl_, plaintext.data(), static_cast<int>(plaintext.size())) ==
             static_cast<int>(plaintext.size());
    }
    drain(out);
    return sent;
  }

  usize receive(MutBytes in) override {
    feed(in);
    usize total = 0;
    for (int read = 1; read > 0;) {
      UNSAFE("ssl_ is alive; the array has kMaxWrite bytes") {
        read = SSL_read(ssl_, plaintext_.data(), static_cast<int>(kMaxWrite));
      }
      total += read > 0 ? static_cast<usize>(read) : 0;
    }
    return total;
  }

 private:
  SSL* ssl_ = nullptr;
  BIO* in_ = nullptr;
  BIO* out_ = nullptr;
  Array<u8, kMaxWrite> plaintext_{};

  void feed(MutBytes in) {
    if (!in.empty()) {
      UNSAFE("in_ belongs to ssl_; the span covers in.size() bytes") {
        BIO_write(in_, in.data(), static_cast<int>(in.size()));
      }
    }
  }
  void drain(Wire& out) {
    UNSAFE("out_ belongs to ssl_; out is made as large as what is pending") {
      const usize pending = BIO_ctrl_pending(out_);
      if (pending > 0) {
        const usize before = out.size();
        out.resize(before + pending);
        BIO_read(out_, out.data() + before, static_cast<int>(pending));
      }
    }
  }
};

class Libssl final : public Library {
 public:
  Libssl(Context client, Context server) : client_{std::move(client)}, server_{std::move(server)} {}
  std::unique_ptr<Endpoint> client() override {
    return std::make_unique<LibsslEndpoint>(client_, true);
  }
  std::unique_ptr<Endpoint> server() override {
    return std::make_unique<LibsslEndpoint>(server_, false);
  }

 private:
  Context client_;
  Context server_;
};

}  // namespace

std::unique_ptr<Library> make_libssl(const Setting& setting) {
  Context client = client_context(setting);
  Context server = server_context(setting);
  if (client.raw() == nullptr || server.raw() == nullptr) {
    return nullptr;
  }
  return std::make_unique<Libssl>(std::move(client), std::move(server));
}

}  // namespace ferrule::bench
