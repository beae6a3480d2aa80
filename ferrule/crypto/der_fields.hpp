// SPDX-License-Identifier: Apache-2.0 OR MIT
// The few DER forms (X.690) that keys are made of, read strictly and written minimally.
// Certificates have ferrule/pki.
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"

namespace ferrule::crypto {

inline constexpr u8 kDerInteger = 0x02;
inline constexpr u8 kDerBitString = 0x03;
inline constexpr u8 kDerOctetString = 0x04;
inline constexpr u8 kDerNull = 0x05;
inline constexpr u8 kDerObjectIdentifier = 0x06;
inline constexpr u8 kDerSequence = 0x30;
/// A constructed, context-specific tag: [number].
[[nodiscard]] constexpr u8 der_explicit(u8 number) { return static_cast<u8>(0xa0 | number); }

struct DerError {
  constexpr DerError() = default;
  constexpr DerError(ReadError) {}
};

/// The contents of the next element, which must have `tag` and the shortest length encoding.
[[nodiscard]] Result<Bytes, DerError> der_element(Reader& reader FERRULE_LIFETIMEBOUND, u8 tag);
/// Whether the next element has `tag`.
[[nodiscard]] bool der_next_is(const Reader& reader, u8 tag);
/// The magnitude of an INTEGER that is not negative, without a leading zero byte.
[[nodiscard]] Result<Bytes, DerError> der_unsigned(Reader& reader FERRULE_LIFETIMEBOUND);

/// Appends an element: tag, length, contents.
[[nodiscard]] Result<void, AllocError> der_append(ByteVec& out, u8 tag, Bytes contents);

}  // namespace ferrule::crypto
