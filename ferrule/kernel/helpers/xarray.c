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

/* `locked`: the caller holds the lock; then flags must not let the allocator wait. */
void *ferrule_xa_erase(struct xarray *array, unsigned long index, bool locked)
{
	return locked ? __xa_erase(array, index) : xa_erase(array, index);
}

/* The nodes of an array are made by a constructor, whose work __GFP_ZERO would undo. */
static gfp_t node_flags(unsigned int flags)
{
	return (__force gfp_t)flags & ~__GFP_ZERO;
}

int ferrule_xa_store(struct xarray *array, unsigned long index, void *entry, unsigned int flags,
		     bool locked, void **before)
{
	void *old = locked ? __xa_store(array, index, entry, node_flags(flags)) :
			     xa_store(array, index, entry, node_flags(flags));

	if (xa_is_err(old))
		return xa_err(old);
	*before = old;
	return 0;
}

int ferrule_xa_alloc(struct xarray *array, unsigned int *index, void *entry, unsigned int least,
		     unsigned int greatest, unsigned int flags, bool locked)
{
	struct xa_limit limit = XA_LIMIT(least, greatest);

	return locked ? __xa_alloc(array, index, entry, limit, node_flags(flags)) :
			xa_alloc(array, index, entry, limit, node_flags(flags));
}
