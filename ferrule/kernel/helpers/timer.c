// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/lockdep.h>
#include <linux/minmax.h>
#include <linux/sched/task_stack.h>
#include <linux/timer.h>

/* Debug objects want to be told of what is on the stack, and when it ends. */
static __always_inline bool is_tracked_timer_on_stack(const void *object)
{
	return IS_ENABLED(CONFIG_DEBUG_OBJECTS_TIMERS) && object_is_on_stack(object);
}

/* timer_setup() makes its own key; ours belongs to the place in the C++ source. */
void ferrule_timer_setup(struct timer_list *timer, void (*callback)(struct timer_list *),
			 const char *name, struct lock_class_key *key)
{
	if (is_tracked_timer_on_stack(timer))
		timer_setup_on_stack(timer, callback, 0);
	else
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

/* Waits for a callback that runs. True: it was waiting. `for_good`: the object ends behind this. */
bool ferrule_timer_stop(struct timer_list *timer, bool for_good)
{
#if FERRULE_PROBE_TIMER_HAS_TIMER_DELETE_SYNC
	bool was_waiting = timer_delete_sync(timer);
#else
	bool was_waiting = del_timer_sync(timer);
#endif

	if (for_good && is_tracked_timer_on_stack(timer))
#if FERRULE_PROBE_TIMER_HAS_TIMER_DESTROY_ON_STACK
		timer_destroy_on_stack(timer);
#else
		destroy_timer_on_stack(timer);
#endif
	return was_waiting;
}

void ferrule_hrtimer_setup(struct hrtimer *timer,
			   enum hrtimer_restart (*callback)(struct hrtimer *))
{
#if FERRULE_PROBE_HRTIMER_HAS_HRTIMER_SETUP
	if (is_tracked_timer_on_stack(timer))
		hrtimer_setup_on_stack(timer, callback, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	else
		hrtimer_setup(timer, callback, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
#else
	if (is_tracked_timer_on_stack(timer))
		hrtimer_init_on_stack(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	else
		hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer->function = callback;
#endif
}

void ferrule_hrtimer_start(struct hrtimer *timer, long long nanoseconds)
{
	hrtimer_start(timer, ns_to_ktime(nanoseconds), HRTIMER_MODE_REL);
}

/* As ferrule_timer_stop(). */
bool ferrule_hrtimer_stop(struct hrtimer *timer, bool for_good)
{
	bool was_waiting = hrtimer_cancel(timer);

	if (for_good && is_tracked_timer_on_stack(timer))
		destroy_hrtimer_on_stack(timer);
	return was_waiting;
}
