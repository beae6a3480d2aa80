// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_receiver.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

Result<Received, Error> RecordReceiver::next(MutBytes input) {
  Received received;
  if (input.size() < kRecordHeaderLength) {
    received.needed = kRecordHeaderLength;
    return received;
  }
  TRY(const RecordHeader header, RecordHeader::decode(input.first(kRecordHeaderLength)));
  const usize size = kRecordHeaderLength + header.length;
  if (input.size() < size) {
    received.needed = size;
    return received;
  }
  received.consumed = size;
  TRY(received.record, take(header, input.subspan(kRecordHeaderLength, header.length)));
  return received;
}

Result<Option<Record>, Error> RecordReceiver::take(const RecordHeader& header, MutBytes payload) {
  if (header.type == content::kChangeCipherSpec) {
    TRYV(check_change_cipher_spec(payload));
    return Option<Record>();
  }
  return decrypter_ ? open(header, payload) : take_plaintext(header, payload);
}

Result<Option<Record>, Error> RecordReceiver::open(const RecordHeader& header, MutBytes payload) {
  if (header.type != content::kApplicationData) {
    const bool is_early_alert =
        header.type == content::kAlert && in_handshake_ && decrypter_->sequence() == 0;
    if (!is_early_alert) {
      return Err{PeerMisbehaved::PlaintextRecord};
    }
    return checked(Record{header.type, payload});
  }
  Result<Record, Error> opened = decrypter_->open(header, payload);
  if (opened) {
    early_data_left_ = 0;  // early data ends where records open
    return checked(*opened);
  }
  if (opened.error().is(crypto::CryptoError(crypto::ErrorKind::BadRecordMac)) &&
      early_data_left_ != 0) {
    TRYV(skip(payload.size()));
    return Option<Record>();
  }
  return Err{opened.error()};
}

Result<Option<Record>, Error> RecordReceiver::take_plaintext(const RecordHeader& header,
                                                             MutBytes payload) {
  if (header.type == content::kApplicationData) {
    if (early_data_left_ != 0) {
      TRYV(skip(payload.size()));
      return Option<Record>();
    }
    return Err{PeerMisbehaved::UnexpectedRecord};
  }
  return checked(Record{header.type, payload});
}

Result<Option<Record>, Error> RecordReceiver::checked(Record record) {
  if (record.type != content::kHandshake && record.type != content::kAlert &&
      record.type != content::kApplicationData) {
    return Err{PeerMisbehaved::UnexpectedRecord};
  }
  if (!record.content.empty()) {
    empty_records_ = 0;
    return Option<Record>(record);
  }
  // "Implementations MUST NOT send Handshake and Alert records that have a zero-length
  // TLSInnerPlaintext.content" (RFC 8446, 5.4)
  if (record.type != content::kApplicationData) {
    return Err{InvalidMessage::EmptyRecord};
  }
  if (++empty_records_ > limits_.empty_records) {
    return Err{PeerMisbehaved::TooManyEmptyRecords};
  }
  return Option<Record>(record);
}

Result<void, Error> RecordReceiver::check_change_cipher_spec(Bytes payload) {
  if (!in_handshake_) {
    return Err{PeerMisbehaved::UnexpectedChangeCipherSpec};
  }
  if (payload.size() != 1 || payload[0] != 1) {
    return Err{InvalidMessage::BadChangeCipherSpec};
  }
  if (++change_cipher_specs_ > limits_.change_cipher_specs) {
    return Err{PeerMisbehaved::TooManyChangeCipherSpecs};
  }
  return ok();
}

Result<void, Error> RecordReceiver::skip(usize payload) {
  const usize size = kRecordHeaderLength + payload;  // so that empty records count as well
  if (size > early_data_left_) {
    return Err{PeerMisbehaved::TooMuchEarlyData};
  }
  early_data_left_ -= size;
  return ok();
}

}  // namespace ferrule::tls
