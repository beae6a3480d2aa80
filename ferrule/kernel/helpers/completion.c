// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/completion.h>

/* init_completion() makes a lock class of its own, one for all that come through here. */
void ferrule_init_completion(struct completion *completion)
{
	init_completion(completion);
}

void ferrule_complete(struct completion *completion)
{
	complete(completion);
}

void ferrule_complete_all(struct completion *completion)
{
	complete_all(completion);
}

void ferrule_wait_for_completion(struct completion *completion)
{
	wait_for_completion(completion);
}

int ferrule_wait_for_completion_interruptible(struct completion *completion)
{
	return wait_for_completion_interruptible(completion);
}

unsigned long ferrule_wait_for_completion_timeout(struct completion *completion,
						  unsigned long ticks)
{
	return wait_for_completion_timeout(completion, ticks);
}

bool ferrule_try_wait_for_completion(struct completion *completion)
{
	return try_wait_for_completion(completion);
}

bool ferrule_completion_done(struct completion *completion)
{
	return completion_done(completion);
}
