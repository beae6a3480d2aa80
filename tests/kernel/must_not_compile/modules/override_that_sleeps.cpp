// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who calls the base cannot know it.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Step {
 public:
#if defined(WRONG)
  virtual void take() const = 0;
#else
  virtual void take() const MAY_SLEEP = 0;
#endif

 protected:
  ~Step() = default;
};
class Pause final : public Step {
 public:
  void take() const override MAY_SLEEP {  // refused by the checker: [ferrule-override]
    msleep(1_ms);
  }
};
