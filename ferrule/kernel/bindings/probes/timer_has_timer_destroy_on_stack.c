// SPDX-License-Identifier: GPL-2.0 OR MIT
// A timer on the stack ends with timer_destroy_on_stack, which took over from
// destroy_timer_on_stack.
#include <linux/timer.h>

void answer(struct timer_list *timer)
{
	timer_destroy_on_stack(timer);
}
