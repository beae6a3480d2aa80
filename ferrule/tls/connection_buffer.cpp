// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/connection_buffer.hpp"

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
  if (start_ == end_) {
    start_ = end_ = 0;
  }
  if (count > bytes_.size() - end_ && start_ != 0) {
    bytes_.span().first(end_ - start_).copy_from(pending());
    end_ -= start_;
    start_ = 0;
  }
  if (count > bytes_.size() - end_) {
    const usize needed = end_ + count;
    const usize doubled = bytes_.size() * 2;
    TRYV(bytes_.resize(needed > doubled ? needed : doubled));
  }
  return bytes_.span().subspan(end_);
}

void SendBuffer::commit(usize count) {
  ensure(count <= bytes_.size() - end_);
  end_ += count;
}

void SendBuffer::sent(usize count) {
  ensure(count <= end_ - start_);
  start_ += count;
}

void SendBuffer::release() {
  if (start_ == end_) {
    bytes_.release();
    start_ = end_ = 0;
  }
}

}  // namespace ferrule::tls
