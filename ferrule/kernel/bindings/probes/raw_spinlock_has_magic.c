// SPDX-License-Identifier: GPL-2.0 OR MIT
// With DEBUG_SPINLOCK a spinlock at rest is not zero.
#include <linux/spinlock.h>

unsigned int answer(raw_spinlock_t *lock)
{
	return lock->magic;
}
