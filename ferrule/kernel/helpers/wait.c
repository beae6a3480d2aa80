// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

void ferrule_init_waitqueue_head(struct wait_queue_head *queue, const char *name,
				 struct lock_class_key *key)
{
	__init_waitqueue_head(queue, name, key);
}

static long wait_in_state(struct wait_queue_head *queue, struct mutex *lock, unsigned int state,
			  long ticks)
{
	DEFINE_WAIT(entry);
	long left;

	prepare_to_wait_exclusive(queue, &entry, state);
	mutex_unlock(lock);
	left = schedule_timeout(ticks);
	finish_wait(queue, &entry);
	mutex_lock(lock);
	return left;
}

/* Gives the mutex up, waits for a wake-up, and takes the mutex again. The ticks that are left. */
unsigned long ferrule_wait(struct wait_queue_head *queue, struct mutex *lock, unsigned long ticks)
{
	return wait_in_state(queue, lock, TASK_UNINTERRUPTIBLE,
			     min_t(unsigned long, ticks, MAX_SCHEDULE_TIMEOUT));
}

unsigned long ferrule_wait_interruptible(struct wait_queue_head *queue, struct mutex *lock,
					 unsigned long ticks)
{
	return wait_in_state(queue, lock, TASK_INTERRUPTIBLE,
			     min_t(unsigned long, ticks, MAX_SCHEDULE_TIMEOUT));
}

bool ferrule_signal_pending(void)
{
	return signal_pending(current);
}

void ferrule_wake_up(struct wait_queue_head *queue)
{
	wake_up(queue);
}

void ferrule_wake_up_all(struct wait_queue_head *queue)
{
	wake_up_all(queue);
}

static bool queue_is_empty(struct wait_queue_head *queue)
{
	unsigned long flags;
	bool empty;

	/* With the lock: who leaves the queue holds it until it has done with the queue. */
	spin_lock_irqsave(&queue->lock, flags);
	empty = list_empty(&queue->head);
	spin_unlock_irqrestore(&queue->lock, flags);
	return empty;
}

/*
 * Whoever polls the queue forgets it; those who have not are gone after the next grace period.
 * poll() and select() do not listen to that: they wake up and take their entries out themselves,
 * which wake_up_pollfree() would take for a mistake.
 */
void ferrule_wake_up_pollfree(struct wait_queue_head *queue)
{
	while (!queue_is_empty(queue)) {
		__wake_up(queue, TASK_NORMAL, 0, poll_to_key(EPOLLHUP | POLLFREE));
		if (!queue_is_empty(queue))
			schedule_timeout_uninterruptible(1);
	}
}

unsigned long ferrule_msecs_to_jiffies(unsigned int milliseconds)
{
	return msecs_to_jiffies(milliseconds);
}
