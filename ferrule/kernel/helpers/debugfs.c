// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/debugfs.h>

/* A macro in some kernels. */
struct dentry *ferrule_debugfs_create_file(const char *name, unsigned int mode,
					   struct dentry *parent, const void *data,
					   const struct file_operations *operations)
{
	return debugfs_create_file(name, mode, parent, (void *)data, operations);
}
