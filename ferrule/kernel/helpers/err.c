// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/err.h>
#include <linux/kernel.h>

/* The name, with its minus; the number when it has none. */
int ferrule_format_error(char *to, unsigned long size, int error)
{
	return scnprintf(to, size, "%pe", ERR_PTR(error));
}
