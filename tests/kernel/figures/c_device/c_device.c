// SPDX-License-Identifier: GPL-2.0 OR MIT
/* The device that cpp_device is compared with: the same work, in C. */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

struct pair {
	u64 first;
	u64 second;
};

#define FIGURES_SWAP _IOWR('f', 1, struct pair)
#define FIGURES_MUTEX _IO('f', 2)
#define FIGURES_SPIN _IO('f', 3)

struct figures {
	struct mutex mutex;
	u64 swapped;
	spinlock_t spin;
	u64 spun;
};

static struct figures *shared;

static int figures_open(struct inode *inode, struct file *file)
{
	struct figures **state = kmalloc(sizeof(*state), GFP_KERNEL);

	if (!state)
		return -ENOMEM;
	*state = shared;
	file->private_data = state;
	return 0;
}

static int figures_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static long figures_swap(struct figures *figures, void __user *argument)
{
	struct pair pair;
	u64 first;

	if (copy_from_user(&pair, argument, sizeof(pair)))
		return -EFAULT;
	first = pair.first;
	pair.first = pair.second;
	pair.second = first;
	mutex_lock(&figures->mutex);
	figures->swapped++;
	mutex_unlock(&figures->mutex);
	if (copy_to_user(argument, &pair, sizeof(pair)))
		return -EFAULT;
	return 0;
}

static long figures_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct figures *figures = *(struct figures **)file->private_data;
	unsigned long i;

	switch (command) {
	case FIGURES_SWAP:
		return figures_swap(figures, (void __user *)argument);
	case FIGURES_MUTEX:
		for (i = 0; i < argument; i++) {
			mutex_lock(&figures->mutex);
			figures->swapped++;
			mutex_unlock(&figures->mutex);
		}
		return 0;
	case FIGURES_SPIN:
		for (i = 0; i < argument; i++) {
			spin_lock(&figures->spin);
			figures->spun++;
			spin_unlock(&figures->spin);
		}
		return 0;
	}
	return -ENOTTY;
}

static const struct file_operations figures_operations = {
	.owner = THIS_MODULE,
	.open = figures_open,
	.release = figures_release,
	.unlocked_ioctl = figures_ioctl,
};

static struct miscdevice figures_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "figures_c",
	.fops = &figures_operations,
};

static int __init figures_init(void)
{
	int failed;

	shared = kzalloc(sizeof(*shared), GFP_KERNEL);
	if (!shared)
		return -ENOMEM;
	mutex_init(&shared->mutex);
	spin_lock_init(&shared->spin);
	failed = misc_register(&figures_device);
	if (failed)
		kfree(shared);
	return failed;
}

static void __exit figures_exit(void)
{
	misc_deregister(&figures_device);
	kfree(shared);
}

module_init(figures_init);
module_exit(figures_exit);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_AUTHOR("The Ferrule developers");
MODULE_DESCRIPTION("The C side of a comparison");
