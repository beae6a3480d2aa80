// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/sched.h>
#include <linux/uaccess.h>

/* A kernel thread has no user memory; it runs with that of the process that ran before it. */
static bool has_user_memory(void)
{
	return current->mm;
}

unsigned long ferrule_copy_from_user(void *to, const void *from, unsigned long size)
{
	if (!has_user_memory())
		return size;
	return copy_from_user(to, (const void __user *)from, size);
}

unsigned long ferrule_copy_to_user(void *to, const void *from, unsigned long size)
{
	if (!has_user_memory())
		return size;
	return copy_to_user((void __user *)to, from, size);
}

long ferrule_strncpy_from_user(char *to, const void *from, long size)
{
	if (!has_user_memory())
		return -EFAULT;
	return strncpy_from_user(to, (const char __user *)from, size);
}
