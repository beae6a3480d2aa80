// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <type_traits>
#include <utility>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/libcrypto.hpp"

namespace ferrule::crypto::openssl {

namespace internal {

template <typename T>
FERRULE_UNSAFE_FN("handle is null or owned by the caller, who does not use it again")
void free_handle(T* handle) {
  FERRULE_UNSAFE("the contract above; every one of these functions takes null") {
    if constexpr (std::is_same_v<T, EVP_CIPHER>) {
      EVP_CIPHER_free(handle);
    } else if constexpr (std::is_same_v<T, EVP_CIPHER_CTX>) {
      EVP_CIPHER_CTX_free(handle);
    } else if constexpr (std::is_same_v<T, EVP_MD>) {
      EVP_MD_free(handle);
    } else if constexpr (std::is_same_v<T, EVP_MD_CTX>) {
      EVP_MD_CTX_free(handle);
    } else if constexpr (std::is_same_v<T, EVP_PKEY>) {
      EVP_PKEY_free(handle);
    } else if constexpr (std::is_same_v<T, EVP_PKEY_CTX>) {
      EVP_PKEY_CTX_free(handle);
    } else if constexpr (std::is_same_v<T, EC_GROUP>) {
      EC_GROUP_free(handle);
    } else if constexpr (std::is_same_v<T, EC_KEY>) {
      EC_KEY_free(handle);
    } else if constexpr (std::is_same_v<T, EC_POINT>) {
      EC_POINT_clear_free(handle);
    } else if constexpr (std::is_same_v<T, BIGNUM>) {
      BN_clear_free(handle);
    } else {
      static_assert(std::is_same_v<T, RSA>,
                    "the function that frees this type belongs into this list");
      RSA_free(handle);
    }
  }
}

}  // namespace internal

/// Sole owner of a libcrypto object, or of one share of a counted one. May be empty.
template <typename T>
class FERRULE_OWNER Owned {
 public:
  constexpr Owned() = default;

  FERRULE_UNSAFE_FN("handle is null, or a live object (or a share of one) that nobody else frees")
  static constexpr Owned adopt(T* handle) {
    Owned made;
    made.handle_ = handle;
    return made;
  }

  constexpr Owned(Owned&& other) noexcept { std::swap(handle_, other.handle_); }
  constexpr Owned& operator=(Owned&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    FERRULE_UNSAFE("adopt() made this the owner, and it ends here") {
      internal::free_handle(handle_);
    }
  }

  constexpr explicit operator bool() const { return handle_ != nullptr; }
  /// For passing to libcrypto, which is an unsafe act.
  [[nodiscard]] constexpr T* get() const FERRULE_LIFETIMEBOUND { return handle_; }
  /// Gives up ownership: the caller frees the object, or hands it to somebody who does.
  FERRULE_UNSAFE_FN("the object is given to a new owner")
  [[nodiscard]] constexpr T* release() FERRULE_LIFETIMEBOUND {
    T* handle = nullptr;
    std::swap(handle, handle_);
    return handle;
  }

 private:
  T* handle_ = nullptr;
};

using OwnedBignum = Owned<BIGNUM>;
using OwnedCipher = Owned<EVP_CIPHER>;
using OwnedCipherContext = Owned<EVP_CIPHER_CTX>;
using OwnedDigest = Owned<EVP_MD>;
using OwnedDigestContext = Owned<EVP_MD_CTX>;
using OwnedEcGroup = Owned<EC_GROUP>;
using OwnedEcKey = Owned<EC_KEY>;
using OwnedEcPoint = Owned<EC_POINT>;
using OwnedPkey = Owned<EVP_PKEY>;
using OwnedPkeyContext = Owned<EVP_PKEY_CTX>;
using OwnedRsa = Owned<RSA>;

}  // namespace ferrule::crypto::openssl
