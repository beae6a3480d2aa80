// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/lockdep.h>
#include <linux/sched/task_stack.h>
#include <linux/workqueue.h>

/* Debug objects want to be told of what is on the stack, and when it ends. */
static __always_inline bool is_tracked_on_stack(const void *object)
{
	return IS_ENABLED(CONFIG_DEBUG_OBJECTS_WORK) && object_is_on_stack(object);
}

/* INIT_WORK() makes its own key; ours belongs to the place in the C++ source. */
void ferrule_init_work(struct work_struct *work, work_func_t function, const char *name,
		       struct lock_class_key *key)
{
	if (is_tracked_on_stack(work))
		INIT_WORK_ONSTACK(work, function);
	else
		INIT_WORK(work, function);
#ifdef CONFIG_LOCKDEP
	lockdep_init_map(&work->lockdep_map, name, key, 0);
#endif
}

void ferrule_init_delayed_work(struct delayed_work *work, work_func_t function, const char *name,
			       struct lock_class_key *key)
{
	if (is_tracked_on_stack(work))
		INIT_DELAYED_WORK_ONSTACK(work, function);
	else
		INIT_DELAYED_WORK(work, function);
#ifdef CONFIG_LOCKDEP
	lockdep_init_map(&work->work.lockdep_map, name, key, 0);
#endif
}

struct delayed_work *ferrule_to_delayed_work(struct work_struct *work)
{
	return to_delayed_work(work);
}

bool ferrule_queue_work(struct workqueue_struct *queue, struct work_struct *work)
{
	return queue_work(queue, work);
}

bool ferrule_queue_delayed_work(struct workqueue_struct *queue, struct delayed_work *work,
				unsigned long ticks)
{
	return queue_delayed_work(queue, work, min_t(unsigned long, ticks, MAX_JIFFY_OFFSET));
}

bool ferrule_mod_delayed_work(struct workqueue_struct *queue, struct delayed_work *work,
			      unsigned long ticks)
{
	return mod_delayed_work(queue, work, min_t(unsigned long, ticks, MAX_JIFFY_OFFSET));
}

/* `for_good`: the object ends behind this. */
bool ferrule_cancel_work(struct work_struct *work, bool for_good)
{
	bool was_waiting = cancel_work_sync(work);

	if (for_good && is_tracked_on_stack(work))
		destroy_work_on_stack(work);
	return was_waiting;
}

bool ferrule_cancel_delayed_work(struct delayed_work *work, bool for_good)
{
	bool was_waiting = cancel_delayed_work_sync(work);

	if (for_good && is_tracked_on_stack(work))
		destroy_delayed_work_on_stack(work);
	return was_waiting;
}

struct workqueue_struct *ferrule_alloc_workqueue(const char *name, unsigned int flags,
						 int most_at_once)
{
	return alloc_workqueue("%s", flags, most_at_once, name);
}

void ferrule_flush_workqueue(struct workqueue_struct *queue)
{
	__flush_workqueue(queue);
}

/* Both have other names since kernels run work unbound unless asked. */
struct workqueue_struct *ferrule_system_wq(void)
{
#if FERRULE_PROBE_WORKQUEUE_HAS_SYSTEM_PERCPU_WQ
	return system_percpu_wq;
#else
	return system_wq;
#endif
}

struct workqueue_struct *ferrule_system_unbound_wq(void)
{
#if FERRULE_PROBE_WORKQUEUE_HAS_SYSTEM_PERCPU_WQ
	return system_dfl_wq;
#else
	return system_unbound_wq;
#endif
}
