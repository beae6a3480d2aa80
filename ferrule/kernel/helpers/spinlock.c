// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/spinlock.h>

/* spin_lock_init() makes its own key; ours belongs to the place in the C++ source. */
void ferrule_spin_lock_init(spinlock_t *lock, const char *name, struct lock_class_key *key)
{
#if defined(CONFIG_DEBUG_SPINLOCK) && !defined(CONFIG_PREEMPT_RT)
	__raw_spin_lock_init(spinlock_check(lock), name, key, LD_WAIT_CONFIG);
#else
	spin_lock_init(lock);
#endif
}

void ferrule_spin_lock(spinlock_t *lock)
{
	spin_lock(lock);
}

void ferrule_spin_lock_nested(spinlock_t *lock, unsigned int subclass)
{
	spin_lock_nested(lock, subclass);
}

bool ferrule_spin_trylock(spinlock_t *lock)
{
	return spin_trylock(lock);
}

void ferrule_spin_unlock(spinlock_t *lock)
{
	spin_unlock(lock);
}

unsigned long ferrule_spin_lock_irqsave(spinlock_t *lock)
{
	unsigned long flags;

	spin_lock_irqsave(lock, flags);
	return flags;
}

void ferrule_spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	spin_unlock_irqrestore(lock, flags);
}
