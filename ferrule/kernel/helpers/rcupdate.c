// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/rcupdate.h>

void ferrule_rcu_read_lock(void)
{
	rcu_read_lock();
}

void ferrule_rcu_read_unlock(void)
{
	rcu_read_unlock();
}

void ferrule_synchronize_rcu(void)
{
	synchronize_rcu();
}

void *ferrule_rcu_dereference(void *const *pointer)
{
	return rcu_dereference(*(void *__rcu *)pointer);
}

/* Publishes what was written before, and gives what was there. Writers need no lock. */
void *ferrule_rcu_exchange(void **pointer, void *value)
{
	return xchg(pointer, value);
}
