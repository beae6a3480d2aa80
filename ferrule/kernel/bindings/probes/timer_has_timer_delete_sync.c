// SPDX-License-Identifier: GPL-2.0 OR MIT
// Timers are stopped with timer_delete_sync, which took over from del_timer_sync.
#include <linux/timer.h>

int answer(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}
