// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/certified_key.hpp"

#include "cmd/certificate_facts.hpp"
#include "cmd/file_text.hpp"
#include "cmd/pem_problem.hpp"
#include "cmd/text_bytes.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/pki/pem.hpp"
#include "ferrule/tls/config/limits.hpp"

namespace ferrule::cmd {
namespace {

constexpr i64 kSoon = 14 * 86'400;

Problem memory_problem() {
  return Problem(ExitCode::Failure, "E-MEMORY", "there is not enough memory");
}

/// Secret bytes that are wiped when they end.
class SecretBytes {
 public:
  SecretBytes() = default;
  SecretBytes(SecretBytes&&) = default;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes& operator=(SecretBytes&&) = delete;
  ~SecretBytes() { wipe(bytes_.span()); }
  [[nodiscard]] FERRULE_STABLE ByteVec& bytes() FERRULE_LIFETIMEBOUND { return bytes_; }

 private:
  ByteVec bytes_ = ByteVec(system_allocator());
};

/// Calls `use(section)` for each section of the file.
template <typename Use>
Result<void, Problem> each_section(const std::string& text, const std::string& path,
                                   const std::string& option, Use&& use) {
  pki::PemReader reader(bytes_of(text));
  for (;;) {
    const auto section = reader.next();
    if (!section) {
      return Err{pem_problem(section.error(), path, option)};
    }
    if (!section->has_value()) {
      return ok();
    }
    const Result<void, pki::PemError> used = use(**section);
    if (!used) {
      return Err{pem_problem(used.error(), path, option)};
    }
  }
}

Result<std::vector<ByteVec>, Problem> load_chain(const std::string& path) {
  TRY(const std::string text, read_file(path, "--cert"));
  std::vector<ByteVec> chain;
  TRYV(each_section(text, path, "--cert",
                    [&](const pki::PemSection& section) -> Result<void, pki::PemError> {
                      if (section.label != pki::PemLabel::Certificate) {
                        return ok();
                      }
                      chain.emplace_back(system_allocator());
                      return section.decode(chain.back());
                    }));
  if (chain.empty()) {
    return Err{with_advice_on_form(
        Problem(ExitCode::Config, "E-CERT-FILE", path + " holds no certificate")
            .at("--cert " + path)
            .note("do", "give the server's certificate and its intermediates, in PEM"),
        text, path, "x509")};
  }
  if (chain.size() > tls::kMaxChainLength) {
    return Err{Problem(ExitCode::Config, "E-CERT-FILE",
                       path + " holds " + std::to_string(chain.size()) +
                           " certificates, and a chain has at most " +
                           std::to_string(tls::kMaxChainLength))
                   .at("--cert " + path)
                   .note("do",
                         "keep the certificate and the intermediates that lead to its root; a "
                         "collection of trusted roots has no place in this file")};
  }
  return chain;
}

Result<Box<crypto::SigningKey>, Problem> load_key(const std::string& path,
                                                  const crypto::Provider& provider) {
  TRY(std::string text, read_file(path, "--key"));
  SecretBytes der;
  bool found = false;
  const Result<void, Problem> read = each_section(
      text, path, "--key", [&](const pki::PemSection& section) -> Result<void, pki::PemError> {
        if (found || !pki::is_private_key(section.label)) {
          return ok();
        }
        found = true;
        return section.decode(der.bytes());
      });
  Problem without_key =
      with_advice_on_form(Problem(ExitCode::Config, "E-KEY-FILE", path + " holds no private key")
                              .at("--key " + path)
                              .note("do", "give a PEM file with a BEGIN PRIVATE KEY section"),
                          text, path, "pkey");
  for (char& c : text) {
    c = '\0';
  }
  TRYV(read);
  if (!found) {
    return Err{std::move(without_key)};
  }
  Result<Box<crypto::SigningKey>, crypto::CryptoError> key =
      provider.key_loader->load(system_allocator(), der.bytes().span());
  if (!key) {
    return Err{Problem(ExitCode::Config, "E-KEY-FILE",
                       "the private key in " + path +
                           " cannot be read, or is not of a "
                           "supported kind")
                   .at("--key " + path)
                   .note("supported", "RSA (2048 to 8192 bits), ECDSA P-256/384/521, Ed25519")};
  }
  return std::move(*key);
}

/// The certificate must be readable, belong to the key, and better be valid today.
Result<void, Problem> inspect(const std::string& certificate_file, const std::string& key_file,
                              const std::vector<ByteVec>& chain, const crypto::SigningKey& key,
                              CertificateNotes& notes) {
  const std::string place = "--cert " + certificate_file;
  const auto leaf = pki::Certificate::parse(chain[0].span());
  if (!leaf) {
    return Err{Problem(ExitCode::Config, "E-CERT-FILE",
                       "the first certificate in " + certificate_file + " cannot be read")
                   .at(place)
                   .fact("reason", std::string(pki::name_of(leaf.error().kind)))};
  }
  if (!equal(leaf->public_key_info, key.public_key_info())) {
    return Err{Problem(ExitCode::Config, "E-KEY-MISMATCH",
                       "the private key does not belong to the certificate")
                   .at(place + ", --key " + key_file)
                   .fact("certificate", short_name(leaf->subject))
                   .note("do",
                         "give the key that the certificate was requested with; the "
                         "server's own certificate must come first in the file")};
  }
  notes.names = names_of(*leaf);
  const i64 now = unix_now();
  if (now > leaf->not_after) {
    notes.warnings.push_back("the certificate expired " + duration_of(now - leaf->not_after) +
                             " ago (" + date_of(leaf->not_after) + "): clients will refuse it");
  } else if (leaf->not_after - now < kSoon) {
    notes.warnings.push_back("the certificate expires in " + duration_of(leaf->not_after - now));
  }
  if (now < leaf->not_before) {
    notes.warnings.push_back("the certificate is not valid before " + date_of(leaf->not_before));
  }
  if (notes.names.empty()) {
    notes.warnings.push_back("the certificate names no host, so clients will refuse it");
  }
  if (chain.size() == 1 && !leaf->is_self_issued()) {
    notes.warnings.push_back("the file holds no intermediate: clients that do not know \"" +
                             short_name(leaf->issuer) + "\" will refuse the certificate");
  }
  return ok();
}

Result<Arc<tls::CertifiedKey>, Problem> certified_key(const std::vector<ByteVec>& chain,
                                                      Box<crypto::SigningKey> key) {
  std::vector<Bytes> views;
  views.reserve(chain.size());
  for (const ByteVec& certificate : chain) {
    views.push_back(certificate.span());
  }
  auto made = tls::CertifiedKey::make(system_allocator(), Span<const Bytes>(views), std::move(key));
  if (!made) {
    return Err{Problem(ExitCode::Config, "E-CONFIG", "the certificate cannot be used with the key")
                   .fact("reason", std::string(tls::name(made.error())))};
  }
  auto shared = Arc<tls::CertifiedKey>::make(system_allocator(), std::move(*made));
  if (!shared) {
    return Err{memory_problem()};
  }
  return std::move(*shared);
}

}  // namespace

Result<LoadedKey, Problem> load_certified_key(const std::string& certificate_file,
                                              const std::string& key_file,
                                              const crypto::Provider& provider) {
  TRY(const std::vector<ByteVec> chain, load_chain(certificate_file));
  TRY(Box<crypto::SigningKey> key, load_key(key_file, provider));
  CertificateNotes notes;
  TRYV(inspect(certificate_file, key_file, chain, *key, notes));
  TRY(Arc<tls::CertifiedKey> certified, certified_key(chain, std::move(key)));
  return LoadedKey{std::move(certified), std::move(notes)};
}

}  // namespace ferrule::cmd
