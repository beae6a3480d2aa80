// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/ipsecmb/calls.hpp"

#include "ferrule/core/unsafe.hpp"

namespace ferrule::crypto::ipsecmb {

namespace {

constexpr u64 kNeeded = IMB_FEATURE_AESNI | IMB_FEATURE_PCLMULQDQ | IMB_FEATURE_SELF_TEST_PASS;
constexpr u64 kAvx512 = IMB_FEATURE_AVX512_SKX;

constexpr u64 features_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::Sse: return IMB_CPUFLAGS_SSE;
    case InstructionSet::Avx: return IMB_CPUFLAGS_AVX;
    case InstructionSet::Avx2: return IMB_CPUFLAGS_AVX2;
    case InstructionSet::Avx512: return IMB_CPUFLAGS_AVX512;
  }
  return ~u64{0};
}

constexpr InstructionSet best_of(u64 features) {
  if ((features & kAvx512) == kAvx512) {
    return InstructionSet::Avx512;
  }
  if ((features & IMB_FEATURE_AVX2) != 0) {
    return InstructionSet::Avx2;
  }
  return (features & IMB_FEATURE_AVX) != 0 ? InstructionSet::Avx : InstructionSet::Sse;
}

/// The library's manager, for as long as its function table is read.
class FERRULE_OWNER Manager {
 public:
  Manager() {
    UNSAFE("allocation has no precondition, and features() checks for null") {
      manager_ = alloc_mb_mgr(0);
    }
  }
  ~Manager() {
    if (manager_ != nullptr) {
      UNSAFE("alloc_mb_mgr() gave it, and nothing keeps a pointer into it") {
        free_mb_mgr(manager_);
      }
    }
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  [[nodiscard]] u64 features() const {
    if (manager_ == nullptr) {
      return 0;
    }
    UNSAFE("the manager is not null") {
      return manager_->features;
    }
  }
  /// Fills the table; true when the processor has what it needs and the self-test passed.
  [[nodiscard]] bool initialise(InstructionSet set) {
    if ((features() & features_of(set)) != features_of(set)) {
      return false;
    }
    UNSAFE(
        "features() is not 0, so the manager is not null, and the processor has the set it is "
        "initialised for") {
      switch (set) {
        case InstructionSet::Sse: init_mb_mgr_sse(manager_); break;
        case InstructionSet::Avx: init_mb_mgr_avx(manager_); break;
        case InstructionSet::Avx2: init_mb_mgr_avx2(manager_); break;
        case InstructionSet::Avx512: init_mb_mgr_avx512(manager_); break;
      }
    }
    return (features() & kNeeded) == kNeeded && (features() & IMB_FEATURE_AESNI_EMU) == 0;
  }
  /// After initialise() returned true.
  [[nodiscard]] Calls calls(InstructionSet set) const {
    UNSAFE(
        "initialise() filled the table; the pointers are to functions, which outlive the manager") {
      const IMB_MGR& table = *manager_;
      return Calls{
          .instructions = set,
          .aes_128 = {table.gcm128_pre, table.gcm128_enc, table.gcm128_dec, table.gcm128_init,
                      table.gcm128_enc_update, table.gcm128_enc_finalize},
          .aes_256 = {table.gcm256_pre, table.gcm256_enc, table.gcm256_dec, table.gcm256_init,
                      table.gcm256_enc_update, table.gcm256_enc_finalize},
          .chacha = {table.chacha20_poly1305_init, table.chacha20_poly1305_enc_update,
                     table.chacha20_poly1305_dec_update, table.chacha20_poly1305_finalize},
      };
    }
  }

 private:
  IMB_MGR* manager_ = nullptr;
};

}  // namespace

Option<Calls> choose_calls(InstructionSet instructions) {
  Manager manager;
  if (!manager.initialise(instructions)) {
    return kNone;
  }
  return manager.calls(instructions);
}

Option<Calls> choose_calls() {
  const u64 features = Manager().features();
  return choose_calls(best_of(features));
}

}  // namespace ferrule::crypto::ipsecmb
