// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/verify.hpp"

#include "ferrule/pki/path/path_search.hpp"

namespace ferrule::pki {

using Kind = CertificateErrorKind;

Result<VerifiedPath, CertificateError> verify_path(const crypto::Provider& provider,
                                                   const TrustAnchors& anchors,
                                                   Span<const Bytes> chain, Purpose purpose,
                                                   i64 now, usize max_depth) {
  if (chain.empty()) {
    return Err{CertificateError(Kind::EmptyChain)};
  }
  if (chain.size() > kMaxPresentedCertificates) {
    CertificateError error(Kind::ChainTooLong);
    error.expected = kMaxPresentedCertificates;
    error.found = static_cast<u32>(chain.size());
    return Err{error};
  }
  PathSearch search(provider, anchors, PathRequest{purpose, now, max_depth});
  return search.run(chain);
}

Result<void, CertificateError> verify_name(const Certificate& leaf, const ServerName& name) {
  if (!leaf.extensions.has(ExtensionId::SubjectAltName)) {
    return Err{CertificateError(Kind::NoAlternativeName)};
  }
  const Option<IpAddress> ip = name.ip();
  CertificateError error(Kind::NameMismatch);
  GeneralNames names = leaf.names();
  while (const Option<GeneralName> presented = names.next()) {
    const bool matches =
        ip ? presented->type == GeneralNameType::Ip && equal(presented->value, ip->bytes())
           : presented->type == GeneralNameType::Dns &&
                 dns_name_matches(presented->value, name.dns());
    if (matches) {
      return ok();
    }
    ++error.found;
  }
  return Err{error};
}

}  // namespace ferrule::pki
