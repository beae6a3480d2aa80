// SPDX-License-Identifier: Apache-2.0 OR MIT
// The one place that includes intel-ipsec-mb (1.3 or newer).
#pragma once

// Its old names are macros (SHA1, AES_CBC and so on), some of which libcrypto has as functions.
#define NO_COMPAT_IMB_API_053

#include <intel-ipsec-mb.h>
