// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/delay.h>

void ferrule_msleep(unsigned int milliseconds)
{
	msleep(milliseconds);
}

void ferrule_usleep_range(unsigned long least, unsigned long most)
{
	usleep_range(least, most);
}

void ferrule_fsleep(unsigned long microseconds)
{
	fsleep(microseconds);
}

void ferrule_udelay(unsigned long microseconds)
{
	udelay(microseconds);
}
