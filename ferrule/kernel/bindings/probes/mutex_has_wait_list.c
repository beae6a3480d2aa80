// SPDX-License-Identifier: GPL-2.0 OR MIT
// A mutex at rest is zero but for its list of waiters; with PREEMPT_RT it is something else.
#include <linux/mutex.h>

struct list_head *answer(struct mutex *mutex)
{
	return &mutex->wait_list;
}
