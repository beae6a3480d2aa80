// SPDX-License-Identifier: GPL-2.0 OR MIT
// What nearly every module needs.
#pragma once

#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/module.hpp"
#include "ferrule/kernel/print.hpp"
#include "ferrule/kernel/str.hpp"
#include "ferrule/kernel/vocabulary.hpp"
