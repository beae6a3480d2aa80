// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/identities.hpp"

#include <string>
#include <utility>

#include "ferrule/core/span.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::testing {

Arc<tls::CertifiedKey> identity(AllocatorRef allocator, const crypto::Provider& provider,
                                std::string_view who) {
  const std::vector<std::vector<u8>> certificates = read_pki_chain(std::string(who) + ".pem");
  const std::vector<std::vector<u8>> keys =
      decode_sections(read_pki_file(std::string(who) + ".key"));
  std::vector<Bytes> chain;
  for (const std::vector<u8>& certificate : certificates) {
    chain.push_back(certificate);
  }
  ensure(keys.size() == 1);
  auto key = provider.key_loader->load(allocator, keys[0]).value();
  auto made = tls::CertifiedKey::make(allocator, chain, std::move(key)).value();
  return Arc<tls::CertifiedKey>::make(allocator, std::move(made)).value();
}

Arc<pki::TrustAnchors> anchors(AllocatorRef allocator, std::string_view file) {
  pki::TrustAnchors made(allocator);
  static_cast<void>(made.add_pem(read_pki_file(file)).value());
  return Arc<pki::TrustAnchors>::make(allocator, std::move(made)).value();
}

}  // namespace ferrule::testing
