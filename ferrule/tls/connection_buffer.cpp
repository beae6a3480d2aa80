// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/connection_buffer.hpp"

#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::tls {

namespace {

constexpr usize kHeader = 5;

usize u16_at(Bytes bytes, usize at) { return static_cast<usize>(bytes[at]) << 8 | bytes[at + 1]; }
void put_u16(MutBytes bytes, usize at, usize value) {
  bytes[at] = static_cast<u8>(value >> 8);
  bytes[at + 1] = static_cast<u8>(value);
}

}  // namespace

Result<MutBytes, Error> ReceiveBuffer::free_space() {
  if (bytes_.empty()) {
    TRYV(bytes_.reserve(capacity_));
    TRYV(bytes_.resize(capacity_));
  }
  if (start_ == end_ || (start_ > 0 && end_ - start_ < kHeader) || end_ == bytes_.size()) {
    move_to_front();
  }
  return bytes_.span().subspan(end_);
}

void ReceiveBuffer::received(usize count) {
  ensure(count <= bytes_.size() - end_);
  end_ += count;
}

void ReceiveBuffer::opened(usize on_wire, usize plaintext) {
  ensure(on_wire >= kHeader && on_wire <= end_ - opened_ && plaintext <= on_wire - kHeader);
  const MutBytes header = bytes_.span().subspan(opened_, kHeader);
  put_u16(header, 1, on_wire);
  put_u16(header, 3, plaintext);
  opened_ += on_wire;
  plaintext_bytes_ += plaintext;
  skip_empty_pieces();
}

Bytes ReceiveBuffer::plaintext() const {
  if (start_ == opened_) {
    return {};
  }
  const Bytes record = bytes_.span().subspan(start_);
  return record.subspan(kHeader + taken_, u16_at(record, 3) - taken_);
}

void ReceiveBuffer::consume(usize count) {
  ensure(count <= plaintext().size());
  taken_ += count;
  plaintext_bytes_ -= count;
  skip_empty_pieces();
}

void ReceiveBuffer::skip_empty_pieces() {
  while (start_ != opened_ && plaintext().empty()) {
    start_ += u16_at(bytes_.span().subspan(start_), 1);
    taken_ = 0;
  }
}

// Moves little: when all pieces are consumed, what is left is at most the beginning of a record.
void ReceiveBuffer::move_to_front() {
  const usize kept = end_ - start_;
  if (start_ != 0 && kept != 0) {
    bytes_.span().first(kept).copy_from(bytes_.span().subspan(start_, kept));
  }
  opened_ -= start_;
  end_ = kept;
  start_ = 0;
}

void ReceiveBuffer::release() {
  if (start_ == end_) {
    bytes_.release();
    start_ = opened_ = end_ = 0;
  }
}

Result<MutBytes, Error> SendBuffer::space(usize count) {
  ByteVec& bytes = filling_.bytes;
  if (filling_.size() == 0) {
    filling_.start = filling_.end = 0;
  }
  if (count > bytes.size() - filling_.end && filling_.start != 0) {
    bytes.span()
        .first(filling_.size())
        .copy_from(bytes.span().subspan(filling_.start, filling_.size()));
    filling_.end = filling_.size();
    filling_.start = 0;
  }
  if (count > bytes.size() - filling_.end) {
    const usize needed = filling_.end + count;
    const usize doubled = bytes.size() * 2;
    TRYV(bytes.resize(needed > doubled ? needed : doubled));
  }
  return bytes.span().subspan(filling_.end);
}

void SendBuffer::commit(usize count) {
  ensure(count <= filling_.bytes.size() - filling_.end);
  filling_.end += count;
}

Bytes SendBuffer::pending() const {
  const Part& first = held_.size() != 0 ? held_ : filling_;
  return first.bytes.span().subspan(first.start, first.size());
}

Bytes SendBuffer::hold() {
  if (held_.size() == 0) {
    std::swap(held_, filling_);
  }
  return pending();
}

void SendBuffer::sent(usize count) {
  Part& first = held_.size() != 0 ? held_ : filling_;
  ensure(count <= first.size());
  first.start += count;
}

void SendBuffer::release() {
  if (size() == 0) {
    filling_.release();
    held_.release();
  }
}

}  // namespace ferrule::tls
