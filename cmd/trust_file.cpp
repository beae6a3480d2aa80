// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/trust_file.hpp"

#include "cmd/file_text.hpp"
#include "cmd/pem_problem.hpp"
#include "cmd/text_bytes.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/system_allocator.hpp"

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

}  // namespace

Result<pki::TrustAnchors, Problem> load_trust_file(const std::string& path,
                                                   const std::string& option,
                                                   pki::Profile profile) {
  TRY(const std::string text, read_file(path, option));
  pki::TrustAnchors anchors(system_allocator());
  const auto added = anchors.add_pem(bytes_of(text), profile);
  if (!added) {
    return Err{trust_problem(added.error(), path, option)};
  }
  if (anchors.empty()) {
    return Err{trust_problem(pki::TrustAnchorErrorKind::NoCertificate, path, option)};
  }
  return anchors;
}

}  // namespace ferrule::cmd
