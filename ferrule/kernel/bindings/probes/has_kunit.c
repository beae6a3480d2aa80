// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel runs KUnit suites of modules when they are loaded.
#include <kunit/test.h>
#include <linux/module.h>

#if !IS_ENABLED(CONFIG_KUNIT)
#error KUnit is not configured
#endif

int answer(struct module *module)
{
	return module->num_kunit_suites;
}
