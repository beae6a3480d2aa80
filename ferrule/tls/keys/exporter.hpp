// SPDX-License-Identifier: Apache-2.0 OR MIT
// Exporters (RFC 8446, 7.5): keys for others, bound to this connection.
#pragma once

#include <string_view>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hmac.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

class FERRULE_OWNER ExporterSecret {
 public:
  ExporterSecret(Ref<const crypto::Hash> hash, crypto::HashSecret secret)
      : hash_{hash}, secret_(std::move(secret)) {}

  /// Fills `out`. In TLS 1.3 no context and an empty one are the same.
  [[nodiscard]] Result<void, Error> export_keys(std::string_view label, Bytes context,
                                                MutBytes out) const;

  /// For key logs.
  [[nodiscard]] Bytes bytes() const FERRULE_LIFETIMEBOUND { return secret_.bytes(); }

 private:
  Ref<const crypto::Hash> hash_;
  crypto::HashSecret secret_;
};

}  // namespace ferrule::tls
