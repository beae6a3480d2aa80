// SPDX-License-Identifier: Apache-2.0 OR MIT
// The five bytes before every record (RFC 8446, 5.1 and 5.2).
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/record/content_type.hpp"
#include "ferrule/tls/wire/protocol_version.hpp"

namespace ferrule::tls {

inline constexpr usize kRecordHeaderLength = 5;
/// Bytes of content in one record.
inline constexpr usize kMaxFragment = 16384;
/// What protection may add: content type, padding and tag.
inline constexpr usize kMaxExpansion = 256;

/// The change_cipher_spec record of middlebox compatibility (RFC 8446, D.4).
inline constexpr ByteArray<6> kChangeCipherSpecRecord{{20, 3, 3, 0, 1, 1}};

struct RecordHeader {
  ContentType type;
  ProtocolVersion legacy_version;
  u16 length = 0;  ///< bytes that follow

  /// `bytes` are the first kRecordHeaderLength of a record. Of the version only the major number is
  /// looked at: the field "MUST be ignored for all purposes", but what is not TLS shall be told at
  /// once.
  [[nodiscard]] static constexpr Result<RecordHeader, Error> decode(Bytes bytes) {
    Reader reader(bytes);
    FERRULE_TRY(const u8 type, reader.read_u8());
    FERRULE_TRY(const u16 version, reader.read_u16());
    FERRULE_TRY(const u16 length, reader.read_u16());
    if (type < content::kChangeCipherSpec.value || type > content::kApplicationData.value) {
      return Err{InvalidMessage::UnknownContentType};
    }
    if (version >> 8U != 3) {
      return Err{InvalidMessage::BadRecordVersion};
    }
    const usize expansion = type == content::kApplicationData.value ? kMaxExpansion : 0;
    if (length > kMaxFragment + expansion) {
      return Err{InvalidMessage::RecordTooLong};
    }
    return RecordHeader{ContentType{type}, ProtocolVersion{version}, length};
  }
  [[nodiscard]] constexpr Array<u8, kRecordHeaderLength> encode() const {
    return {{type.value, static_cast<u8>(legacy_version.value >> 8U),
             static_cast<u8>(legacy_version.value), static_cast<u8>(length >> 8U),
             static_cast<u8>(length)}};
  }
};

}  // namespace ferrule::tls
