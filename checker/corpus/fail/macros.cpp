// SPDX-License-Identifier: Apache-2.0 OR MIT
// Macros of C headers are C; arguments of any macro are ours.
#include <cassert>
#include <cstdarg>
#include <sys/select.h>
#include <sys/socket.h>

#include "ferrule/core/unsafe.hpp"

#define READ(p) *(p)

void sets(fd_set& set, int fd) { FD_SET(fd, &set); }                  // expect: call-c
bool control(msghdr* m) { return CMSG_FIRSTHDR(m) == nullptr; }       // expect: call-c
void asserts(int* p) { assert(*p == 1); }                             // expect: ptr-deref
int ours(int* p) { return READ(p); }                                  // expect: ptr-deref
