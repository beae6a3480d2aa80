// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/uaccess.h>

unsigned long ferrule_copy_from_user(void *to, const void *from, unsigned long size)
{
	return copy_from_user(to, (const void __user *)from, size);
}

unsigned long ferrule_copy_to_user(void *to, const void *from, unsigned long size)
{
	return copy_to_user((void __user *)to, from, size);
}

long ferrule_strncpy_from_user(char *to, const void *from, long size)
{
	return strncpy_from_user(to, (const char __user *)from, size);
}
