// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/crypto/libcrypto_meter.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <cstdlib>

namespace ferrule::testing {
namespace {

void* take(size_t size, const char* /*file*/, int /*line*/) {
  if (size == 0 || meter().refuse()) {
    return nullptr;
  }
  ++meter().live;
  UNSAFE("malloc has no precondition") {
    return std::malloc(size);
  }
}

void give_back(void* memory, const char* /*file*/, int /*line*/) {
  if (memory == nullptr) {
    return;
  }
  --meter().live;
  UNSAFE("libcrypto gives back what take() or take_again() gave") {
    std::free(memory);
  }
}

void* take_again(void* memory, size_t size, const char* file, int line) {
  if (memory == nullptr) {
    return take(size, file, line);
  }
  if (size == 0) {
    give_back(memory, file, line);
    return nullptr;
  }
  if (meter().refuse()) {
    return nullptr;
  }
  UNSAFE("libcrypto resizes what take() or take_again() gave") {
    return std::realloc(memory, size);
  }
}

}  // namespace

FERRULE_STATIC_LIFETIME Meter& meter() {
  FERRULE_SYNC static Meter one;
  return one;
}

bool install_meter() {
  return UNSAFE_EXPR("libcrypto refuses the functions when it has allocated before",
                     CRYPTO_set_mem_functions(take, take_again, give_back) == 1);
}

bool take_empty_queue() {
  UNSAFE("looking at the thread's own queue and clearing it has no precondition") {
    const bool empty = ERR_peek_error() == 0;
    ERR_clear_error();
    return empty;
  }
}

}  // namespace ferrule::testing
