// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_sender.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

void RecordSender::limit_records(u64 limit) {
  if (encrypter_) {
    encrypter_->limit_records(limit);
  }
}

Result<void, Error> RecordSender::set_max_fragment(usize size) {
  if (size == 0 || size > kMaxFragment) {
    return Err{ApiMisuse::BadFragmentSize};
  }
  max_fragment_ = static_cast<u16>(size);
  return ok();
}

Result<void, Error> RecordSender::set_padding_block(usize size) {
  if (size == 0 || size > kMaxFragment) {
    return Err{ApiMisuse::BadPaddingSize};
  }
  padding_block_ = static_cast<u16>(size);
  return ok();
}

usize RecordSender::padding_for(usize content) const {
  const usize over = content % padding_block_;
  const usize padding = over == 0 ? 0 : padding_block_ - over;
  const usize room = max_fragment_ - content;
  return padding < room ? padding : room;
}

usize RecordSender::record_size(usize content) const {
  return encrypter_ ? kRecordOverhead + content + padding_for(content)
                    : kRecordHeaderLength + content;
}

OutputSize RecordSender::measure(Span<const Bytes> pieces) const {
  PieceCursor cursor(pieces);
  OutputSize size;
  do {
    size.bytes += record_size(cursor.take(max_fragment_).size);
    ++size.records;
  } while (!cursor.empty());
  return size;
}

usize RecordSender::content_that_fits(usize output) const {
  const usize full = record_size(max_fragment_);
  const usize whole = output / full * max_fragment_;
  const usize rest = output % full;
  const usize overhead = encrypter_ ? kRecordOverhead : kRecordHeaderLength;
  if (rest <= overhead) {
    return whole;
  }
  // A last record that would be padded beyond the output ends at a multiple of the block.
  const usize last = rest - overhead;
  return whole + (record_size(last) <= rest ? last : last - last % padding_block_);
}

Result<usize, Error> RecordSender::send(ContentType type, Span<const Bytes> pieces, MutBytes out) {
  if (output_size(pieces) > out.size()) {
    return Err{ApiMisuse::OutputTooSmall};
  }
  PieceCursor cursor(pieces);
  usize used = 0;
  do {
    const RecordContent content = cursor.take(max_fragment_);
    const usize length = record_size(content.size);
    TRYV(send_one(type, content, out.subspan(used, length)));
    used += length;
  } while (!cursor.empty());
  return used;
}

Result<usize, Error> RecordSender::send_next(ContentType type, PieceCursor& rest, MutBytes out) {
  const usize fits = content_that_fits(out.size());
  const RecordContent content = rest.take(fits < max_fragment_ ? fits : max_fragment_);
  if (content.size == 0) {
    return usize{0};
  }
  const usize length = record_size(content.size);
  TRYV(send_one(type, content, out.first(length)));
  return length;
}

Result<void, Error> RecordSender::send_one(ContentType type, const RecordContent& content,
                                           MutBytes out) {
  if (encrypter_) {
    return encrypter_->seal(type, content, padding_for(content.size), out);
  }
  const RecordHeader header{type, plaintext_version_, static_cast<u16>(content.size)};
  out.first(kRecordHeaderLength).copy_from(header.encode());
  usize at = kRecordHeaderLength;
  for (const Bytes piece : content.pieces) {
    out.subspan(at, piece.size()).copy_from(piece);
    at += piece.size();
  }
  return ok();
}

}  // namespace ferrule::tls
