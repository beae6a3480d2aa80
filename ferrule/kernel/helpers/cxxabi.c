// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/bug.h>

/* The vtable of an abstract class names this; a call of it would be the compiler's mistake. */
void __cxa_pure_virtual(void);
void __cxa_pure_virtual(void)
{
	BUG();
}
