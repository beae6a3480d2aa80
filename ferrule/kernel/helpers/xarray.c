// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/lockdep.h>
#include <linux/xarray.h>

void ferrule_xa_init(struct xarray *array, const char *name, struct lock_class_key *key)
{
	xa_init_flags(array, XA_FLAGS_ALLOC);
	lockdep_set_class_and_name(&array->xa_lock, key, name);
}

void ferrule_xa_destroy(struct xarray *array)
{
	xa_destroy(array);
}

void ferrule_xa_lock(struct xarray *array)
{
	xa_lock(array);
}

void ferrule_xa_unlock(struct xarray *array)
{
	xa_unlock(array);
}

bool ferrule_xa_empty(const struct xarray *array)
{
	return xa_empty(array);
}

void *ferrule_xa_load(struct xarray *array, unsigned long index)
{
	return xa_load(array, index);
}

/* The first entry at *index or behind it, and where that is. */
void *ferrule_xa_find(struct xarray *array, unsigned long *index)
{
	return xa_find(array, index, ULONG_MAX, XA_PRESENT);
}

void *ferrule_xa_erase(struct xarray *array, unsigned long index)
{
	return xa_erase(array, index);
}

void *ferrule_xa_erase_locked(struct xarray *array, unsigned long index)
{
	return __xa_erase(array, index);
}

int ferrule_xa_store(struct xarray *array, unsigned long index, void *entry, unsigned int flags,
		     void **before)
{
	void *old = xa_store(array, index, entry, (__force gfp_t)flags);

	if (xa_is_err(old))
		return xa_err(old);
	*before = old;
	return 0;
}

int ferrule_xa_alloc(struct xarray *array, unsigned int *index, void *entry, unsigned int least,
		     unsigned int greatest, unsigned int flags)
{
	return xa_alloc(array, index, entry, XA_LIMIT(least, greatest), (__force gfp_t)flags);
}
