// SPDX-License-Identifier: GPL-2.0 OR MIT
// A Span is made of what owns so many elements, not of what says so.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

class FERRULE_VIEW Claim {
 public:
  explicit Claim(u8& first FERRULE_LIFETIMEBOUND) : first_{first} {}
  [[nodiscard]] u8* data() const { return &first_; }
  [[nodiscard]] usize size() const { return 4096; }

 private:
  u8& first_;
};

u8 last(KVec<u8>& bytes) {
#if defined(WRONG)
  const Claim claim(bytes[0]);
  const Span<u8> all(claim);  // refused by the checker: [ferrule-contiguous]
#else
  const Span<u8> all(bytes);
#endif
  return all.back();
}
