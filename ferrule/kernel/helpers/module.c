// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/module.h>
#include <linux/sched.h>

/*
 * For the module that is just being initialised, which holds one reference to itself. The kernel
 * frees a module whose initialisation fails without looking at others.
 */
void ferrule_wait_until_unused(struct module *module)
{
#ifdef CONFIG_MODULE_UNLOAD
	while (module_refcount(module) > 1)
		schedule_timeout_uninterruptible(1);
#endif
}
