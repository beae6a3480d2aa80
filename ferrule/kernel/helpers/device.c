// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/device.h>

void ferrule_dev_printk(const char *level, const struct device *device, const char *text,
			int length)
{
	_dev_printk(level, device, "%.*s", length, text);
}
