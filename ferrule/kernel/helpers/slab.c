// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/mm.h>
#include <linux/slab.h>

void *ferrule_kmalloc(unsigned long size, unsigned int flags)
{
	return kmalloc(size, (__force gfp_t)flags);
}

void ferrule_kfree(const void *memory)
{
	kfree(memory);
}

void *ferrule_kvmalloc(unsigned long size, unsigned int flags)
{
	return kvmalloc(size, (__force gfp_t)flags);
}

void ferrule_kvfree(const void *memory)
{
	kvfree(memory);
}
