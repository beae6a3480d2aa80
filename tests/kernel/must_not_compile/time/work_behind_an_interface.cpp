// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who has a box of the interface would not know that its end waits.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Tell {
  void run() const MAY_SLEEP {}
};
class Step {
 public:
  virtual void take() const = 0;

 protected:
#if defined(WRONG)
  ~Step() = default;
#else
  MAY_SLEEP ~Step() {}
#endif
};
class Telling final : public Step {
 public:
  Telling() : tell_(FERRULE_LOCK_CLASS("tell"), Tell{}) {}
  void take() const override { tell_.enqueue(system_queue()); }

 private:
  Work<Tell> tell_;
};

KBox<Step> as_step(KBox<Telling> telling) MAY_SLEEP {
  return telling;  // refused by the checker: [ferrule-sleeping-end]
}
