// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/random.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/errors.hpp"
#include "ferrule/crypto/openssl/libcrypto.hpp"

namespace ferrule::crypto::openssl {

namespace {

enum class Purpose : u8 { Public, Private };

Result<void, CryptoError> fill_for(Purpose purpose, MutBytes out) {
  MutBytes rest = out;
  while (!rest.empty()) {
    const MutBytes part = rest.first(rest.size() < kMaxLength ? rest.size() : kMaxLength);
    bool filled = false;
    UNSAFE("part covers part.size() writable bytes, which is at most kMaxLength and fits an int") {
      const int size = static_cast<int>(part.size());
      filled = (purpose == Purpose::Public ? RAND_bytes(part.data(), size)
                                           : RAND_priv_bytes(part.data(), size)) == 1;
    }
    TRYV(check(filled, ErrorKind::RandomUnavailable));
    rest = rest.subspan(part.size());
  }
  return ok();
}

}  // namespace

Result<void, CryptoError> LibcryptoRandom::fill(MutBytes out) const {
  return fill_for(Purpose::Public, out);
}

Result<void, CryptoError> fill_private(MutBytes out) { return fill_for(Purpose::Private, out); }

}  // namespace ferrule::crypto::openssl
