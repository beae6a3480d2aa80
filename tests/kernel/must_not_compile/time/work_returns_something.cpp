// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody would read what run() returns; when it is to run again is for delayed work to say.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
  Option<Duration> run() const MAY_SLEEP { return 1_s; }
};

bool start(const DelayedWork<Poll>& poll) { return poll.enqueue(1_s); }
#if defined(WRONG)
// refused below: work has `void run() const MAY_SLEEP`
void start(const Work<Poll>& poll) { poll.enqueue(system_queue()); }
#endif
