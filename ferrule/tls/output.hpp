// SPDX-License-Identifier: Apache-2.0 OR MIT
// Output: where a connection puts what is to be sent.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

class FERRULE_VIEW Output {
 public:
  /// At least `count` bytes to write into, behind all that was committed.
  [[nodiscard]] virtual Result<MutBytes, Error> space(usize count) FERRULE_LIFETIMEBOUND = 0;
  /// The first `count` bytes of the last space() are to be sent.
  virtual void commit(usize count) = 0;

 protected:
  ~Output() = default;
};

/// Fills a buffer of the caller's; OutputTooSmall when it is full.
class FERRULE_VIEW SliceOutput final : public Output {
 public:
  explicit SliceOutput(MutBytes buffer FERRULE_LIFETIMEBOUND) : buffer_{buffer} {}

  [[nodiscard]] Result<MutBytes, Error> space(usize count) FERRULE_LIFETIMEBOUND override {
    if (count > buffer_.size() - used_) {
      return Err{ApiMisuse::OutputTooSmall};
    }
    return buffer_.subspan(used_);
  }
  void commit(usize count) override {
    ensure(count <= buffer_.size() - used_);
    used_ += count;
  }
  [[nodiscard]] usize room() const { return buffer_.size() - used_; }
  /// What is to be sent.
  [[nodiscard]] Bytes written() const { return buffer_.first(used_); }

 private:
  MutBytes buffer_;
  usize used_ = 0;
};

}  // namespace ferrule::tls
