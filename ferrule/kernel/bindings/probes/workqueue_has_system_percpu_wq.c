// SPDX-License-Identifier: GPL-2.0 OR MIT
// system_wq and system_unbound_wq are called system_percpu_wq and system_dfl_wq.
#include <linux/workqueue.h>

struct workqueue_struct *answer(void)
{
	return system_percpu_wq ? system_percpu_wq : system_dfl_wq;
}
