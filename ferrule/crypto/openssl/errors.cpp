// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/errors.hpp"

#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/libcrypto.hpp"

namespace ferrule::crypto::openssl {

CryptoError take_error(ErrorKind otherwise) {
  bool out_of_memory = false;
  UNSAFE("reading and clearing the calling thread's own queue has no precondition") {
    for (unsigned long code = ERR_get_error(); code != 0; code = ERR_get_error()) {
      out_of_memory = out_of_memory || ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE;
    }
    // Reading leaves the texts of the entries allocated.
    ERR_clear_error();
  }
  return out_of_memory ? ErrorKind::OutOfMemory : otherwise;
}

Result<void, CryptoError> check(bool condition, ErrorKind otherwise) {
  if (!condition) {
    return Err{take_error(otherwise)};
  }
  return ok();
}

}  // namespace ferrule::crypto::openssl
