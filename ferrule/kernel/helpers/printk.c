// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/printk.h>

void ferrule_printk(const char *level, const char *module, const char *text, int length)
{
	printk("%s%s: %.*s", level, module, length, text);
}

/* Without a module's name in front: for output that programs read, and for the rest of a line. */
void ferrule_printk_plain(const char *level, const char *text, int length)
{
	printk("%s%.*s", level, length, text);
}
