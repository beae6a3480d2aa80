// SPDX-License-Identifier: Apache-2.0 OR MIT
// HKDF-Expand-Label and Derive-Secret (RFC 8446, 7.1).
#pragma once

#include <string_view>

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// "tls13 " and the label fit in 255 bytes.
inline constexpr usize kMaxLabelLength = 249;

/// Fills `out`. LabelTooLong and ExportTooLong tell what did not fit.
[[nodiscard]] Result<void, Error> expand_label(const crypto::HkdfExpander& secret,
                                               std::string_view label, Bytes context, MutBytes out);

/// A secret of one hash output for one of the RFC's own labels, all of which fit.
[[nodiscard]] crypto::HashSecret derive_secret(const crypto::HkdfExpander& secret,
                                               std::string_view label,
                                               const crypto::Digest& transcript);

/// The hash of nothing.
[[nodiscard]] crypto::Digest empty_hash(Ref<const crypto::Hash> hash);

}  // namespace ferrule::tls
