// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/ipsecmb/libipsecmb.hpp"

namespace ferrule::crypto::ipsecmb {

/// AES-GCM with one key size. The functions work on what they are given and nothing else, so any
/// thread may call them.
struct GcmCalls {
  aes_gcm_pre_t prepare = nullptr;
  aes_gcm_enc_dec_t seal = nullptr;
  aes_gcm_enc_dec_t open = nullptr;
  aes_gcm_init_t begin = nullptr;
  aes_gcm_enc_dec_update_t seal_piece = nullptr;
  aes_gcm_enc_dec_finalize_t finish_seal = nullptr;
};

/// ChaCha20-Poly1305, likewise.
struct ChaChaCalls {
  chacha_poly_init_t begin = nullptr;
  chacha_poly_enc_dec_update_t seal_piece = nullptr;
  chacha_poly_enc_dec_update_t open_piece = nullptr;
  chacha_poly_finalize_t finish = nullptr;
};

/// The implementation sets of the library.
enum class InstructionSet : u8 { Sse, Avx, Avx2, Avx512 };

struct Calls {
  InstructionSet instructions = InstructionSet::Sse;
  GcmCalls aes_128;
  GcmCalls aes_256;
  ChaChaCalls chacha;
};

/// The functions the library picks for this processor; nothing when it has no AES or carry-less
/// multiplication instructions, when the library's self-test fails, or when there is no memory for
/// the library's manager (200 KiB from malloc, given back before this returns: only the direct
/// functions are used, which do not touch it).
[[nodiscard]] Option<Calls> choose_calls();
/// The functions for a given set, for tests and benchmarks; nothing when this processor lacks it.
[[nodiscard]] Option<Calls> choose_calls(InstructionSet instructions);

}  // namespace ferrule::crypto::ipsecmb
