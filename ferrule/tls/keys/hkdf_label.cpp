// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/keys/hkdf_label.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/writer.hpp"

namespace ferrule::tls {
namespace {

constexpr usize kMaxHkdfLabelLength = 2 + 1 + 255 + 1 + 255;

void write_text(Writer& writer, std::string_view text) {
  for (const char letter : text) {
    writer.u8(static_cast<u8>(letter));
  }
}

}  // namespace

Result<void, Error> expand_label(const crypto::HkdfExpander& secret, std::string_view label,
                                 Bytes context, MutBytes out) {
  if (label.size() > kMaxLabelLength) {
    return Err{ApiMisuse::LabelTooLong};
  }
  if (out.size() > 0xffff) {
    return Err{ApiMisuse::ExportTooLong};
  }
  Array<u8, kMaxHkdfLabelLength> encoded{};
  Writer writer(encoded.span());
  writer.u16(static_cast<u16>(out.size()));
  writer.prefixed_u8([&](Writer& body) {
    write_text(body, "tls13 ");
    write_text(body, label);
  });
  writer.prefixed_u8([&](Writer& body) { body.bytes(context); });
  TRY(const usize length, writer.finish());
  const Array info{Bytes(encoded.span().first(length))};
  if (!secret.expand(info, out)) {
    return Err{ApiMisuse::ExportTooLong};
  }
  return ok();
}

crypto::HashSecret derive_secret(const crypto::HkdfExpander& secret, std::string_view label,
                                 const crypto::Digest& transcript) {
  crypto::HashSecret derived = crypto::HashSecret::zeroed(secret.hash()->output_length());
  ensure(expand_label(secret, label, transcript, derived.mut()).has_value());
  return derived;
}

crypto::Digest empty_hash(Ref<const crypto::Hash> hash) {
  return crypto::HashContext(hash).finish();
}

}  // namespace ferrule::tls
