// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/kernel.h>

int ferrule_format_pointer(char *to, unsigned long size, const void *pointer)
{
	return scnprintf(to, size, "%p", pointer);
}
