// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/poll.h>

void ferrule_poll_wait(struct file *file, wait_queue_head_t *queue, struct poll_table_struct *table)
{
	poll_wait(file, queue, table);
}
