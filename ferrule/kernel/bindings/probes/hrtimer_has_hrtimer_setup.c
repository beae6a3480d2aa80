// SPDX-License-Identifier: GPL-2.0 OR MIT
// A high resolution timer is given its callback when it is set up, not by an assignment.
#include <linux/hrtimer.h>

void answer(struct hrtimer *timer, enum hrtimer_restart (*callback)(struct hrtimer *))
{
	hrtimer_setup(timer, callback, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
}
