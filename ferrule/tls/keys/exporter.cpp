// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/keys/exporter.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/tls/keys/hkdf_label.hpp"

namespace ferrule::tls {

Result<void, Error> ExporterSecret::export_keys(std::string_view label, Bytes context,
                                                MutBytes out) const {
  const crypto::HkdfExpander expander(hash_, secret_.bytes());
  crypto::HashSecret for_label = crypto::HashSecret::zeroed(hash_->output_length());
  TRYV(expand_label(expander, label, empty_hash(hash_), for_label.mut()));
  crypto::HashContext context_hash(hash_);
  context_hash.update(context);
  return expand_label(crypto::HkdfExpander(hash_, for_label.bytes()), "exporter",
                      context_hash.finish(), out);
}

}  // namespace ferrule::tls
