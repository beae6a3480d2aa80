// SPDX-License-Identifier: Apache-2.0 OR MIT
// RecordReceiver: takes records off the front of received bytes and opens them where they lie.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/record/record_decrypter.hpp"

namespace ferrule::tls {

struct RecordLimits {
  u32 empty_records = 32;       ///< without content, one after another
  u32 change_cipher_specs = 2;  ///< during the handshake
};

/// What came of looking at the input.
struct FERRULE_VIEW Received {
  usize consumed = 0;     ///< bytes of input that are done with
  usize needed = 0;       ///< when nothing was consumed: bytes the input must have in all, at least
  Option<Record> record;  ///< nothing when a record was dropped
};

class FERRULE_OWNER RecordReceiver {
 public:
  explicit RecordReceiver(const RecordLimits& limits = RecordLimits{}) : limits_{limits} {}

  /// Looks at the record `input` starts with. Handshake and alert records have content.
  [[nodiscard]] Result<Received, Error> next(MutBytes input FERRULE_LIFETIMEBOUND);

  void set_limits(const RecordLimits& limits) { limits_ = limits; }
  /// From now on records are opened with this key.
  void set_decrypter(RecordDecrypter decrypter) {
    decrypter_ = Option<RecordDecrypter>(std::move(decrypter));
  }
  [[nodiscard]] bool is_protected() const { return decrypter_.has_value(); }

  /// "An implementation may receive an unencrypted record of type change_cipher_spec [...] at any
  /// time after the first ClientHello message has been sent or received and before the peer's
  /// Finished message has been received" (RFC 8446, 5). Alerts may come unprotected too in that
  /// time, from a peer that could not make keys.
  void start_handshake() { in_handshake_ = true; }
  void finish_handshake() {
    in_handshake_ = false;
    early_data_left_ = 0;
  }
  /// A server that refused early data drops so many bytes of records it cannot open (RFC
  /// 8446, 4.2.10).
  void skip_early_data(usize bytes) { early_data_left_ = bytes; }

 private:
  RecordLimits limits_;
  Option<RecordDecrypter> decrypter_;
  usize early_data_left_ = 0;
  u32 empty_records_ = 0;
  u32 change_cipher_specs_ = 0;
  bool in_handshake_ = false;

  [[nodiscard]] Result<Option<Record>, Error> take(const RecordHeader& header,
                                                   MutBytes payload FERRULE_LIFETIMEBOUND);
  [[nodiscard]] Result<Option<Record>, Error> open(const RecordHeader& header,
                                                   MutBytes payload FERRULE_LIFETIMEBOUND);
  [[nodiscard]] Result<Option<Record>, Error> take_plaintext(const RecordHeader& header,
                                                             MutBytes payload
                                                             FERRULE_LIFETIMEBOUND);
  [[nodiscard]] Result<Option<Record>, Error> checked(Record record FERRULE_LIFETIMEBOUND);
  [[nodiscard]] Result<void, Error> check_change_cipher_spec(Bytes payload);
  [[nodiscard]] Result<void, Error> skip(usize payload);
};

}  // namespace ferrule::tls
