// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

struct task_struct *ferrule_current(void)
{
	return current;
}

void ferrule_get_task_struct(struct task_struct *task)
{
	get_task_struct(task);
}

void ferrule_put_task_struct(struct task_struct *task)
{
	put_task_struct(task);
}

int ferrule_task_pid_nr(struct task_struct *task)
{
	return task_pid_nr(task);
}

int ferrule_task_tgid_nr(struct task_struct *task)
{
	return task_tgid_nr(task);
}

/* `to` has TASK_COMM_LEN characters. */
void ferrule_get_task_comm(char *to, struct task_struct *task)
{
	__get_task_comm(to, TASK_COMM_LEN, task);
}

int ferrule_task_signal_pending(struct task_struct *task)
{
	return signal_pending(task);
}

#if FERRULE_PROBE_HAS_FAIL_NTH
/* The `nth` allocation of the current task is refused; 0: none is. */
void ferrule_set_fail_nth(unsigned int nth)
{
	WRITE_ONCE(current->fail_nth, nth);
}

/* 0: one was refused. */
unsigned int ferrule_fail_nth(void)
{
	return READ_ONCE(current->fail_nth);
}
#endif
