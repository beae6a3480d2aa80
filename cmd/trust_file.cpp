// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/trust_file.hpp"

#include "cmd/file_text.hpp"
#include "cmd/pem_problem.hpp"
#include "cmd/text_bytes.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/trust_store.hpp"

namespace ferrule::cmd {
namespace {

Problem trust_problem(const pki::TrustAnchorError& error, const std::string& path,
                      const std::string& option) {
  const std::string place = option + " " + path + ":" + std::to_string(error.line);
  switch (error.kind) {
    case pki::TrustAnchorErrorKind::BadPem:
      return pem_problem({error.pem, error.line}, path, option);
    case pki::TrustAnchorErrorKind::BadCertificate:
      return Problem(ExitCode::Config, "E-CERT-FILE",
                     "a certificate in " + path + " cannot be read")
          .at(place)
          .fact("reason", std::string(pki::name_of(error.certificate.kind)));
    case pki::TrustAnchorErrorKind::NoCertificate:
      return Problem(ExitCode::Config, "E-CERT-FILE", path + " holds no certificate")
          .at(option + " " + path)
          .note("do", "give a PEM file with at least one BEGIN CERTIFICATE section");
    case pki::TrustAnchorErrorKind::OutOfMemory: break;
  }
  return Problem(ExitCode::Failure, "E-MEMORY", "there is not enough memory");
}

Result<Arc<pki::TrustAnchors>, Problem> shared(pki::TrustAnchors anchors) {
  auto made = Arc<pki::TrustAnchors>::make(system_allocator(), std::move(anchors));
  if (!made) {
    return Err{trust_problem(pki::TrustAnchorErrorKind::OutOfMemory, {}, {})};
  }
  return std::move(*made);
}

}  // namespace

Result<Arc<pki::TrustAnchors>, Problem> load_trust_file(const std::string& path,
                                                        const std::string& option) {
  TRY(const std::string text, read_file(path, option));
  pki::TrustAnchors anchors(system_allocator());
  const auto added = anchors.add_pem(bytes_of(text));
  if (!added && added.error().kind != pki::TrustAnchorErrorKind::NoCertificate) {
    return Err{trust_problem(added.error(), path, option)};
  }
  if (anchors.empty()) {
    return Err{with_advice_on_form(
        trust_problem(pki::TrustAnchorErrorKind::NoCertificate, path, option), text, path, "x509")};
  }
  return shared(std::move(anchors));
}

Result<Arc<pki::TrustAnchors>, Problem> load_system_trust() {
  pki::TrustAnchors anchors(system_allocator());
  const auto added = io::add_system_anchors(anchors);
  if (!added || anchors.empty()) {
    return Err{
        Problem(ExitCode::Config, "E-TRUST", "this computer has no store of trusted roots")
            .note("do", "install the package ca-certificates, or name a file with --cafile")};
  }
  return shared(std::move(anchors));
}

}  // namespace ferrule::cmd
