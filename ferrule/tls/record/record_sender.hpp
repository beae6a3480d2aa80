// SPDX-License-Identifier: Apache-2.0 OR MIT
// RecordSender: content of any length becomes records, straight from the caller's pieces into the
// caller's output.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/record/record_encrypter.hpp"

namespace ferrule::tls {

/// What content becomes.
struct OutputSize {
  usize records = 0;
  usize bytes = 0;
};

class FERRULE_OWNER RecordSender {
 public:
  RecordSender() = default;

  /// From now on records are protected, with this key.
  void set_encrypter(RecordEncrypter encrypter) {
    encrypter_ = Option<RecordEncrypter>(std::move(encrypter));
  }
  [[nodiscard]] bool is_protected() const { return encrypter_.has_value(); }
  /// A KeyUpdate should be sent before the last of so many more records.
  [[nodiscard]] bool wants_key_update(u64 records = 1) const {
    return encrypter_ && encrypter_->wants_key_update(records);
  }
  /// A lower limit than the AEAD's for the current key: RecordEncrypter::limit_records().
  void limit_records(u64 limit);

  /// legacy_record_version of unprotected records: kTls10 for an initial ClientHello (RFC
  /// 8446, 5.1), else kTls12.
  void set_plaintext_version(ProtocolVersion version) { plaintext_version_ = version; }
  /// Content of one record: 1 to kMaxFragment bytes.
  [[nodiscard]] Result<void, Error> set_max_fragment(usize size);
  /// Content and padding of every protected record become a multiple of this many bytes, or of the
  /// largest fragment; 1 is no padding.
  [[nodiscard]] Result<void, Error> set_padding_block(usize size);

  /// What send() makes of these pieces.
  [[nodiscard]] OutputSize measure(Span<const Bytes> pieces) const;
  /// Bytes that send() writes for these pieces.
  [[nodiscard]] usize output_size(Span<const Bytes> pieces) const { return measure(pieces).bytes; }
  /// Bytes of content in one piece that send() can put into an output of this size.
  [[nodiscard]] usize content_that_fits(usize output) const;

  /// Writes the concatenation of `pieces` as one record or several, and returns their size. No
  /// content at all gives one empty record. OutputTooSmall, and nothing is sent, when they do not
  /// fit.
  [[nodiscard]] Result<usize, Error> send(ContentType type, Span<const Bytes> pieces, MutBytes out);
  /// Writes one record with as much of `rest` as it may hold and `out` has room for, and returns
  /// its size: 0 when not one byte of content fits.
  [[nodiscard]] Result<usize, Error> send_next(ContentType type, PieceCursor& rest, MutBytes out);

 private:
  Option<RecordEncrypter> encrypter_;
  ProtocolVersion plaintext_version_ = kTls12;
  u16 max_fragment_ = kMaxFragment;
  u16 padding_block_ = 1;

  [[nodiscard]] usize padding_for(usize content) const;
  [[nodiscard]] usize record_size(usize content) const;
  [[nodiscard]] Result<void, Error> send_one(ContentType type, const RecordContent& content,
                                             MutBytes out);
};

}  // namespace ferrule::tls
