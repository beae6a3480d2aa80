// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/lockdep.h>
#include <linux/minmax.h>
#include <linux/timer.h>

/* timer_setup() makes its own key; ours belongs to the place in the C++ source. */
void ferrule_timer_setup(struct timer_list *timer, void (*callback)(struct timer_list *),
			 const char *name, struct lock_class_key *key)
{
	timer_setup(timer, callback, 0);
#ifdef CONFIG_LOCKDEP
	lockdep_init_map(&timer->lockdep_map, name, key, 0);
#endif
}

/* True: it was waiting already, and now waits for the new time. */
bool ferrule_timer_start(struct timer_list *timer, unsigned long ticks)
{
	return mod_timer(timer, jiffies + min_t(unsigned long, ticks, MAX_JIFFY_OFFSET));
}

bool ferrule_timer_pending(const struct timer_list *timer)
{
	return timer_pending(timer);
}

/* Waits for a callback that runs. True: it was waiting. */
bool ferrule_timer_stop(struct timer_list *timer)
{
#if FERRULE_PROBE_TIMER_HAS_TIMER_DELETE_SYNC
	return timer_delete_sync(timer);
#else
	return del_timer_sync(timer);
#endif
}

void ferrule_hrtimer_setup(struct hrtimer *timer,
			   enum hrtimer_restart (*callback)(struct hrtimer *))
{
#if FERRULE_PROBE_HRTIMER_HAS_HRTIMER_SETUP
	hrtimer_setup(timer, callback, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
#else
	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer->function = callback;
#endif
}

void ferrule_hrtimer_start(struct hrtimer *timer, long long nanoseconds)
{
	hrtimer_start(timer, ns_to_ktime(nanoseconds), HRTIMER_MODE_REL);
}
