// SPDX-License-Identifier: Apache-2.0 OR MIT
// SslContext: what code written for asio::ssl::context sets up, as configurations of ours. Only
// what can be kept is offered: there is no verify_none, no version below TLS 1.3, no native handle
// and no callback that could overrule a verification.
#pragma once

#include <cerrno>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/file.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/io/trust_store.hpp"
#include "ferrule/pki/pem.hpp"
#include "ferrule/pki/trust_anchors.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "ferrule/tls/config/server_config.hpp"

namespace ferrule::io::asio_stream {

using verify_mode = int;
/// A client verifies always. A server asks clients for a certificate.
inline constexpr verify_mode verify_peer = 1;
/// With verify_peer: and refuses those that have none.
inline constexpr verify_mode verify_fail_if_no_peer_cert = 2;
/// Always so: TLS 1.3 asks nobody twice.
inline constexpr verify_mode verify_client_once = 4;

struct SslContextBase {
  enum method { tls, tls_client, tls_server, tlsv13, tlsv13_client, tlsv13_server };
  enum file_format { pem };
  using options = unsigned long;
  /// All of these hold whether they are set or not.
  static constexpr options default_workarounds = 1;
  static constexpr options single_dh_use = 2;
  static constexpr options no_sslv2 = 4;
  static constexpr options no_sslv3 = 8;
  static constexpr options no_tlsv1 = 16;
  static constexpr options no_tlsv1_1 = 32;
  static constexpr options no_compression = 64;
};

/// Set up first, then shared by streams, which keep what it was when they were made.
template <typename Traits>
class SslContext : public SslContextBase {
 public:
  using error_code = typename Traits::error_code;
  using const_buffer = typename Traits::const_buffer;

  explicit SslContext(method) {}

  void set_options(options) {}
  void set_verify_mode(verify_mode mode) {
    verify_mode_ = mode;
    forget_configs();
  }
  void set_verify_mode(verify_mode mode, error_code& error) {
    set_verify_mode(mode);
    error = {};
  }

  void set_default_verify_paths(error_code& error) {
    const auto added = add_system_anchors(roots_);
    error = added ? error_code() : code_of(added.error());
    forget_configs();
  }
  void set_default_verify_paths() {
    throwing([&](error_code& error) { set_default_verify_paths(error); });
  }
  void load_verify_file(const std::string& path, error_code& error) {
    from_file(path, error, [&](Bytes text) { return add_roots(text); });
  }
  void load_verify_file(const std::string& path) {
    throwing([&](error_code& error) { load_verify_file(path, error); });
  }
  void add_certificate_authority(const const_buffer& text, error_code& error) {
    error = add_roots(Traits::bytes_of(text));
  }
  void add_certificate_authority(const const_buffer& text) {
    throwing([&](error_code& error) { add_certificate_authority(text, error); });
  }

  void use_certificate_chain_file(const std::string& path, error_code& error) {
    from_file(path, error, [&](Bytes text) { return use_chain(text); });
  }
  void use_certificate_chain_file(const std::string& path) {
    throwing([&](error_code& error) { use_certificate_chain_file(path, error); });
  }
  void use_certificate_chain(const const_buffer& text, error_code& error) {
    error = use_chain(Traits::bytes_of(text));
  }
  void use_certificate_chain(const const_buffer& text) {
    throwing([&](error_code& error) { use_certificate_chain(text, error); });
  }
  void use_private_key_file(const std::string& path, file_format, error_code& error) {
    from_file(path, error, [&](Bytes text) { return use_key(text); });
  }
  void use_private_key_file(const std::string& path, file_format format) {
    throwing([&](error_code& error) { use_private_key_file(path, format, error); });
  }
  void use_private_key(const const_buffer& text, file_format, error_code& error) {
    error = use_key(Traits::bytes_of(text));
  }
  void use_private_key(const const_buffer& text, file_format format) {
    throwing([&](error_code& error) { use_private_key(text, format, error); });
  }

  /// Built when the first stream wants it; streams may do so from several threads.
  [[nodiscard]] Result<Arc<tls::ClientConfig>, tls::Error> client_config() {
    const std::lock_guard lock(mutex_);
    if (!client_) {
      FERRULE_TRY(auto built, build_client());
      client_.emplace(std::move(built));
    }
    return *client_;
  }
  [[nodiscard]] Result<Arc<tls::ServerConfig>, tls::Error> server_config() {
    const std::lock_guard lock(mutex_);
    if (!server_) {
      FERRULE_TRY(auto built, build_server());
      server_.emplace(std::move(built));
    }
    return *server_;
  }

 private:
  std::mutex mutex_;
  std::optional<Arc<tls::ClientConfig>> client_;
  std::optional<Arc<tls::ServerConfig>> server_;
  verify_mode verify_mode_ = 0;
  pki::TrustAnchors roots_{system_allocator()};
  std::vector<ByteVec> chain_;  ///< DER
  std::optional<Box<crypto::SigningKey>> key_;
  std::optional<Arc<tls::CertifiedKey>> identity_;  ///< of both, as soon as both are there

  void forget_configs() {
    const std::lock_guard lock(mutex_);
    client_.reset();
    server_.reset();
  }

  [[nodiscard]] Result<Arc<tls::ClientConfig>, tls::Error> build_client() const {
    const AllocatorRef heap = system_allocator();
    FERRULE_TRY(auto provider, crypto::make_default_provider(heap));
    FERRULE_TRY(auto roots, copy_of_roots());
    FERRULE_TRY(auto clock, Box<SystemClock>::make(heap));
    FERRULE_TRY(auto verifier,
                Box<tls::PkiServerVerifier>::make(heap, provider->provider(), std::move(roots)));
    FERRULE_TRY(auto builder, tls::ClientConfig::builder(heap, provider));
    auto last = std::move(builder)
                    .clock(Box<tls::Clock>(std::move(clock)))
                    .verifier(Box<tls::ServerCertVerifier>(std::move(verifier)));
    if (!identity_) {
      return std::move(last).build();
    }
    return std::move(last).certificate(*identity_).build();
  }
  [[nodiscard]] Result<Arc<tls::ServerConfig>, tls::Error> build_server() const {
    const AllocatorRef heap = system_allocator();
    if (!identity_) {
      return Err{tls::Error(tls::ApiMisuse::NoCertificate)};
    }
    FERRULE_TRY(auto provider, crypto::make_default_provider(heap));
    FERRULE_TRY(auto clock, Box<SystemClock>::make(heap));
    FERRULE_TRY(auto builder, tls::ServerConfig::builder(heap, provider));
    FERRULE_TRY(
        auto last,
        std::move(builder).clock(Box<tls::Clock>(std::move(clock))).certificate(*identity_));
    if ((verify_mode_ & verify_peer) == 0) {
      return std::move(last).build();
    }
    FERRULE_TRY(auto roots, copy_of_roots());
    FERRULE_TRY(auto verifier,
                Box<tls::PkiClientVerifier>::make(heap, provider->provider(), std::move(roots)));
    const bool required = (verify_mode_ & verify_fail_if_no_peer_cert) != 0;
    return std::move(last)
        .client_auth(required ? tls::ClientAuth::Required : tls::ClientAuth::Optional,
                     Box<tls::ClientCertVerifier>(std::move(verifier)))
        .build();
  }
  [[nodiscard]] Result<Arc<pki::TrustAnchors>, tls::Error> copy_of_roots() const {
    pki::TrustAnchors copy(system_allocator());
    for (usize i = 0; i < roots_.size(); ++i) {
      if (!copy.add_der(roots_.der(i), roots_.profile(i))) {
        return Err{tls::Error(tls::ResourceError::OutOfMemory)};  // all of them were read before
      }
    }
    FERRULE_TRY(auto shared, Arc<pki::TrustAnchors>::make(system_allocator(), std::move(copy)));
    return shared;
  }

  [[nodiscard]] error_code add_roots(Bytes text) {
    forget_configs();
    return roots_.add_pem(text) ? error_code() : Traits::unexpected();
  }
  [[nodiscard]] error_code use_chain(Bytes text) {
    chain_.clear();
    const auto wanted = [](pki::PemLabel label) { return label == pki::PemLabel::Certificate; };
    if (!decode(text, chain_, wanted) || chain_.empty()) {
      return Traits::unexpected();
    }
    return use_identity();
  }
  [[nodiscard]] error_code use_key(Bytes text) {
    std::vector<ByteVec> found;
    const auto wanted = [](pki::PemLabel label) { return pki::is_private_key(label); };
    const bool good = decode(text, found, wanted) && !found.empty();
    error_code error = good ? load_key(found.front().span()) : Traits::unexpected();
    for (ByteVec& key : found) {
      wipe(key.span());
    }
    return error ? error : use_identity();
  }
  [[nodiscard]] error_code load_key(Bytes der) {
    const auto provider = crypto::make_default_provider(system_allocator());
    if (!provider) {
      return to_code<Traits>(provider.error());
    }
    auto key = (*provider)->provider().key_loader->load(system_allocator(), der);
    if (!key) {
      return to_code<Traits>(key.error());
    }
    key_.emplace(std::move(*key));
    return {};
  }
  [[nodiscard]] error_code use_identity() {
    forget_configs();
    identity_.reset();
    if (chain_.empty() || !key_) {
      return {};
    }
    std::vector<Bytes> views;
    for (const ByteVec& certificate : chain_) {
      views.push_back(certificate.span());
    }
    auto made =
        tls::CertifiedKey::make(system_allocator(), Span<const Bytes>(views), std::move(*key_));
    key_.reset();
    if (!made) {
      return to_code<Traits>(made.error());
    }
    auto shared = Arc<tls::CertifiedKey>::make(system_allocator(), std::move(*made));
    if (!shared) {
      return to_code<Traits>(tls::Error(shared.error()));
    }
    identity_.emplace(std::move(*shared));
    return {};
  }

  static error_code code_of(const FileError& error) {
    return {error.os_code != 0 ? error.os_code : EINVAL, Traits::Net::system_category()};
  }
  static error_code code_of(const TrustStoreError& error) {
    return error.file ? code_of(*error.file) : Traits::unexpected();
  }
  template <typename Call>
  static void throwing(Call&& call) {
    error_code error{};
    call(error);
    if (error) {
      Traits::raise(error);
    }
  }
  template <typename Use>
  static void from_file(const std::string& path, error_code& error, Use use) {
    const auto made = FilePath::make(path);
    if (!made) {
      error = code_of(made.error());
      return;
    }
    auto text = read_file(system_allocator(), *made);
    if (!text) {
      error = code_of(text.error());
      return;
    }
    error = use(text->span());
    wipe(text->span());
  }
  /// Appends what the sections of a kind hold, in DER.
  template <typename Wanted>
  static bool decode(Bytes text, std::vector<ByteVec>& found, Wanted wanted) {
    pki::PemReader reader(text);
    for (;;) {
      const auto section = reader.next();
      if (!section) {
        return false;
      }
      if (!section->has_value()) {
        return true;
      }
      if (wanted((*section)->label)) {
        found.emplace_back(system_allocator());
        if (!(*section)->decode(found.back())) {
          return false;
        }
      }
    }
  }
};

}  // namespace ferrule::io::asio_stream
