// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/identities.hpp"

#include <fstream>
#include <string>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/pki/pem.hpp"

namespace ferrule::testing {
namespace {

/// Every section of `text` that `wanted(label)` picks, decoded.
template <typename Wanted>
std::vector<ByteVec> sections(AllocatorRef allocator, Bytes text, Wanted&& wanted) {
  std::vector<ByteVec> found;
  pki::PemReader reader(text);
  for (auto section = reader.next().value(); section; section = reader.next().value()) {
    if (wanted(section->label)) {
      ByteVec der(allocator);
      section->decode(der).value();
      found.push_back(std::move(der));
    }
  }
  return found;
}

}  // namespace

std::vector<u8> pki_file(std::string_view name) {
  std::ifstream file(std::string(FERRULE_SOURCE_DIR "/tests/pki/") + std::string(name),
                     std::ios::binary);
  std::vector<u8> content;
  for (char character = 0; file.get(character);) {
    content.push_back(static_cast<u8>(character));
  }
  return content;
}

Arc<tls::CertifiedKey> identity(AllocatorRef allocator, const crypto::Provider& provider,
                                std::string_view who) {
  const std::vector<u8> chain_text = pki_file(std::string(who) + ".pem");
  const std::vector<u8> key_text = pki_file(std::string(who) + ".key");
  const std::vector<ByteVec> certificates =
      sections(allocator, chain_text,
               [](pki::PemLabel label) { return label == pki::PemLabel::Certificate; });
  const std::vector<ByteVec> keys = sections(allocator, key_text, pki::is_private_key);
  std::vector<Bytes> chain;
  for (const ByteVec& certificate : certificates) {
    chain.push_back(certificate.span());
  }
  ensure(keys.size() == 1);
  auto key = provider.key_loader->load(allocator, keys[0].span()).value();
  auto made = tls::CertifiedKey::make(allocator, chain, std::move(key)).value();
  return Arc<tls::CertifiedKey>::make(allocator, std::move(made)).value();
}

Arc<pki::TrustAnchors> anchors(AllocatorRef allocator, std::string_view file) {
  pki::TrustAnchors made(allocator);
  static_cast<void>(made.add_pem(pki_file(file)).value());
  return Arc<pki::TrustAnchors>::make(allocator, std::move(made)).value();
}

}  // namespace ferrule::testing
