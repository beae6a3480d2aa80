// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/cipher_suite.hpp"

namespace ferrule::tls {

Option<SuiteAlgorithms> find_suite(const crypto::Provider& provider, CipherSuite suite) {
  for (const CipherSuiteRow& row : kCipherSuiteTable) {
    if (row.suite != suite) {
      continue;
    }
    const Option<Ref<const crypto::Aead>> aead = provider.aead(row.aead);
    const Option<Ref<const crypto::Hash>> hash = provider.hash(row.hash);
    if (aead && hash) {
      return Option(SuiteAlgorithms{suite, *aead, *hash});
    }
  }
  return kNone;
}

std::string_view name(CipherSuite suite) {
  for (const CipherSuiteRow& row : kCipherSuiteTable) {
    if (row.suite == suite) {
      return row.name;
    }
  }
  return "unknown";
}

}  // namespace ferrule::tls
