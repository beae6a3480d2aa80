// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/mutex.h>

void ferrule_mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	__mutex_init(lock, name, key);
}

void ferrule_mutex_destroy(struct mutex *lock)
{
	mutex_destroy(lock);
}

void ferrule_mutex_lock(struct mutex *lock)
{
	mutex_lock(lock);
}

int ferrule_mutex_lock_interruptible(struct mutex *lock)
{
	return mutex_lock_interruptible(lock);
}

bool ferrule_mutex_trylock(struct mutex *lock)
{
	return mutex_trylock(lock);
}

void ferrule_mutex_unlock(struct mutex *lock)
{
	mutex_unlock(lock);
}
