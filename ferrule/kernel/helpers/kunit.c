// SPDX-License-Identifier: GPL-2.0 OR MIT
#if FERRULE_PROBE_HAS_KUNIT
#include <kunit/test.h>
#include <linux/string.h>

/* Case number `index` of an array that ends in a case of zeros. */
void ferrule_kunit_set_case(struct kunit_case *cases, unsigned long index, const char *name,
			    const char *module, void (*run)(struct kunit *test))
{
	cases[index].run_case = run;
	cases[index].name = name;
	cases[index].module_name = (char *)module;
}

void ferrule_kunit_set_suite(struct kunit_suite *suite, const char *name, struct kunit_case *cases)
{
	strscpy((char *)suite->name, name, sizeof(suite->name));
	suite->test_cases = cases;
}

void ferrule_kunit_fail(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_FAILURE);
}

void ferrule_kunit_skip(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_SKIPPED);
}
#endif
