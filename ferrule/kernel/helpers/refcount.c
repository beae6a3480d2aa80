// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/refcount.h>

void ferrule_refcount_set(refcount_t *count, int value)
{
	refcount_set(count, value);
}

unsigned int ferrule_refcount_read(const refcount_t *count)
{
	return refcount_read(count);
}

void ferrule_refcount_inc(refcount_t *count)
{
	refcount_inc(count);
}

bool ferrule_refcount_inc_not_zero(refcount_t *count)
{
	return refcount_inc_not_zero(count);
}

bool ferrule_refcount_dec_and_test(refcount_t *count)
{
	return refcount_dec_and_test(count);
}
