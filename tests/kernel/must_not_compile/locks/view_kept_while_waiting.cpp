// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who waits gives the mutex up meanwhile: what was seen before may be gone.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

struct Inbox {
  Mutex<KVec<u8>> letters;
  CondVar changed;
};

Result<u8> task(const Inbox& inbox) MAY_SLEEP {
  auto letters = inbox.letters.lock();
  const Span<const u8> seen = std::as_const(*letters).span();
#if !defined(WRONG)
  const u8 first = seen[0];
#endif
  TRYV(inbox.changed.wait(letters));
#if defined(WRONG)
  // refused by the checker below: 'seen' is used after what it borrows was changed or ended
  const u8 first = seen[0];
#endif
  return first;
}
