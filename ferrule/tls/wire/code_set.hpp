// SPDX-License-Identifier: Apache-2.0 OR MIT
// CodeSet: which of all 65,536 code points were seen. A peer may send thousands of extensions in
// one message; finding a duplicate must not take the square of that.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::tls {

class CodeSet {
 public:
  /// False when it was in the set already.
  [[nodiscard]] constexpr bool insert(u16 code) {
    u64& word = words_[code / 64U];
    const u64 bit = u64{1} << (code % 64U);
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
  }

 private:
  Array<u64, 1024> words_{};
};

}  // namespace ferrule::tls
