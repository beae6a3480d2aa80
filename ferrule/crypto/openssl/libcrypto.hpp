// SPDX-License-Identifier: Apache-2.0 OR MIT
// The one place that includes libcrypto.
//
// Its low-level SHA-2, RSA and EC functions are used although 3.0 calls them deprecated, because
// there they are what does the work without a lookup, a lock and several allocations per call.
// Measured with 3.0.22, low-level against EVP with everything prefetched: SHA-256 of 32 bytes 0.1
// to 0.4 us, P-256 verification with a fresh key 67 to 90 us (202 us through d2i_PUBKEY), P-256 key
// agreement 54 to 132 us, RSA-2048 verification with a fresh key 23 to 32 us (151 us through
// d2i_PUBKEY). A SHA-2 state is moreover a plain value: forking a transcript is a copy.
#pragma once

#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
