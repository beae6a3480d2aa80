// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/tls/replay_random.hpp"

#include <mutex>
#include <utility>

#include "ferrule/core/unsafe.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

/// A generator is const to its provider, so that what it has left lives here.
class Pool {
 public:
  FERRULE_STATIC_LIFETIME static Pool& shared() {
    FERRULE_SYNC static Pool one;
    return one;
  }
  void set(std::vector<u8> bytes) {
    const std::scoped_lock lock(mutex_);
    bytes_ = std::move(bytes);
  }
  [[nodiscard]] usize left() {
    const std::scoped_lock lock(mutex_);
    return bytes_.size();
  }
  [[nodiscard]] bool take(MutBytes out) {
    const std::scoped_lock lock(mutex_);
    if (out.size() > bytes_.size()) {
      return false;
    }
    const std::vector<u8> all = std::exchange(bytes_, {});
    out.copy_from(Bytes(all).first(out.size()));
    bytes_ = copy_of(Bytes(all).subspan(out.size()));
    return true;
  }

 private:
  std::mutex mutex_;
  std::vector<u8> bytes_;
};

}  // namespace

Result<void, crypto::CryptoError> ReplayRandom::fill(MutBytes out) const {
  if (!Pool::shared().take(out)) {
    return Err{crypto::ErrorKind::BackendFailure};
  }
  return ok();
}

void set_replay_pool(std::vector<u8> pool) { Pool::shared().set(std::move(pool)); }

usize left_in_replay_pool() { return Pool::shared().left(); }

}  // namespace ferrule::testing
