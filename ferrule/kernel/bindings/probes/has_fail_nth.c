// SPDX-License-Identifier: GPL-2.0 OR MIT
// A task can have its n-th allocation refused (CONFIG_FAULT_INJECTION).
#include <linux/sched.h>

unsigned int answer(struct task_struct *task)
{
	return task->fail_nth;
}
