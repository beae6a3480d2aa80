// SPDX-License-Identifier: Apache-2.0 OR MIT
// Extensions (RFC 8446, 4.2): the code points, where each may stand, and the list that every
// message ends in. What is inside an extension is said by a file of its own, which starts with its
// row.
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/code_set.hpp"
#include "ferrule/tls/wire/wire_list.hpp"

namespace ferrule::tls {

/// A code point of the TLS ExtensionType registry. Open: unknown values are kept.
struct ExtensionType {
  u16 value = 0;
  constexpr bool operator==(const ExtensionType&) const = default;
};

/// The messages that carry extensions, as bits (the column "TLS 1.3" of RFC 8446, 4.2).
enum class Place : u8 {
  ClientHello = 1,
  ServerHello = 2,
  HelloRetryRequest = 4,
  EncryptedExtensions = 8,
  CertificateRequest = 16,
  Certificate = 32,
  NewSessionTicket = 64,
};

/// What an extension's file starts with.
struct ExtensionRow {
  ExtensionType type;
  u8 places;  ///< bits of Place

  template <typename... Places>
  static constexpr ExtensionRow in(u16 type, Places... places) {
    return {ExtensionType{type}, static_cast<u8>((0U | ... | static_cast<unsigned>(places)))};
  }
  [[nodiscard]] constexpr bool allows(Place place) const {
    return (places & static_cast<u8>(place)) != 0;
  }
};

struct FERRULE_VIEW Extension {
  ExtensionType type;
  Bytes body;

  [[nodiscard]] static constexpr Result<Extension, Error> read(Reader& reader
                                                               FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 type, reader.read_u16());
    FERRULE_TRY(const Bytes body, reader.read_vector_u16());
    return Extension{ExtensionType{type}, body};
  }
  constexpr void write(Writer& writer) const {
    writer.u16(type.value);
    writer.prefixed_u16([&](Writer& out) { out.bytes(body); });
  }
};

using ExtensionList = WireList<Extension>;

/// Reads `Extension extensions<..>`, to the end of the reader's next u16 vector. Duplicates are
/// refused.
[[nodiscard]] constexpr Result<ExtensionList, Error> read_extensions(Reader& reader
                                                                     FERRULE_LIFETIMEBOUND) {
  FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
  FERRULE_TRY(const ExtensionList list, ExtensionList::decode(wire, 0));
  CodeSet seen;
  for (const Extension& extension : list) {
    if (!seen.insert(extension.type.value)) {
      return Err{PeerMisbehaved::DuplicateExtension};
    }
  }
  return list;
}

/// Writes one extension: the row's type, and what `body(Writer&)` writes.
template <typename Body>
constexpr void write_extension(Writer& writer, const ExtensionRow& row, Body&& body) {
  writer.u16(row.type.value);
  writer.prefixed_u16(body);
}
/// Writes `value`, an extension with kRow and write(), when there is one.
template <typename T>
constexpr void write_extension(Writer& writer, const Option<T>& value) {
  if (value) {
    write_extension(writer, T::kRow, [&](Writer& out) { value->write(out); });
  }
}
/// Reads an extension's whole body as a T.
template <typename T>
[[nodiscard]] constexpr Result<void, Error> read_body(Bytes body FERRULE_CAPTURED,
                                                      Option<T>& into) {
  Reader reader(body);
  FERRULE_TRY(const T value, T::read(reader));
  FERRULE_TRYV(reader.expect_empty());
  into = Option<T>(value);
  return ok();
}
/// Reads an extension into that of the fields whose row has its type; one that none of them is for
/// is passed over.
template <typename First, typename... Rest>
[[nodiscard]] constexpr Result<void, Error> read_extension(
    const Extension& extension FERRULE_CAPTURED, Option<First>& first, Option<Rest>&... rest) {
  if (extension.type == First::kRow.type) {
    return read_body(extension.body, first);
  }
  if constexpr (sizeof...(rest) != 0) {
    return read_extension(extension, rest...);
  } else {
    return ok();
  }
}

}  // namespace ferrule::tls
