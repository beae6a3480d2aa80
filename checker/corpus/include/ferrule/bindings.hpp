// SPDX-License-Identifier: Apache-2.0 OR MIT
// Stands for a kernel's generated bindings in fail/doors.cpp.
#pragma once

extern "C" void misc_deregister_stand_in();
