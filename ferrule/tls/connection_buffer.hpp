// SPDX-License-Identifier: Apache-2.0 OR MIT
// The two buffers of a Connection. Their memory is taken when first needed and can be given back
// while they are empty.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/output.hpp"

namespace ferrule::tls {

/// Received records: those already decrypted, with their plaintext where it arrived, then those to
/// come.
///
///   [ opened records | received, not yet opened | free ]
///
/// The header of an opened record (5 bytes) is no longer needed, so it says instead how long the
/// record is on the wire (bytes 1-2) and how much of its front is plaintext (bytes 3-4). Hence any
/// number of pieces needs no further memory.
class FERRULE_OWNER ReceiveBuffer {
 public:
  ReceiveBuffer(AllocatorRef allocator, usize capacity) : bytes_(allocator), capacity_{capacity} {}

  [[nodiscard]] Result<MutBytes, Error> free_space() FERRULE_LIFETIMEBOUND;
  void received(usize count);

  [[nodiscard]] FERRULE_STABLE MutBytes unopened() FERRULE_LIFETIMEBOUND {
    return bytes_.span().subspan(opened_, end_ - opened_);
  }
  [[nodiscard]] bool has_unopened() const { return end_ != opened_; }
  /// The first `on_wire` bytes of unopened() were one record with `plaintext` bytes of application
  /// data after its header.
  void opened(usize on_wire, usize plaintext);

  /// What comes after close_notify.
  void drop_unopened() { end_ = opened_; }

  /// The rest of the first piece.
  [[nodiscard]] Bytes plaintext() const FERRULE_LIFETIMEBOUND;
  void consume(usize count);
  /// Of all pieces.
  [[nodiscard]] usize plaintext_bytes() const { return plaintext_bytes_; }

  [[nodiscard]] bool is_full() const {
    return !bytes_.empty() && start_ == 0 && end_ == bytes_.size();
  }
  /// Gives the memory back when there is nothing in it.
  void release();

 private:
  ByteVec bytes_;
  usize capacity_;
  usize start_ = 0;   ///< of the first opened record that has plaintext left
  usize taken_ = 0;   ///< consumed bytes of its plaintext
  usize opened_ = 0;  ///< where the first unopened byte stands
  usize end_ = 0;     ///< of what was received
  usize plaintext_bytes_ = 0;

  void skip_empty_pieces();
  void move_to_front();
};

/// Sealed records that wait for the transport.
///
/// A transport that reads them while more is sealed asks for hold(): what it gives stays in place
/// until sent() has taken all of it, and what is added meanwhile goes to a second buffer.
class FERRULE_OWNER SendBuffer final : public Output {
 public:
  SendBuffer(AllocatorRef allocator, usize limit)
      : filling_{ByteVec(allocator)}, held_{ByteVec(allocator)}, limit_{limit} {}

  [[nodiscard]] Result<MutBytes, Error> space(usize count) FERRULE_LIFETIMEBOUND override;
  void commit(usize count) override;

  /// What comes next; there may be more behind it.
  [[nodiscard]] Bytes pending() const FERRULE_LIFETIMEBOUND;
  [[nodiscard]] Bytes hold() FERRULE_LIFETIMEBOUND;
  void sent(usize count);
  /// Of all that waits.
  [[nodiscard]] usize size() const { return filling_.size() + held_.size(); }
  void set_limit(usize limit) { limit_ = limit; }
  /// How much more write() may add.
  [[nodiscard]] usize room() const { return size() < limit_ ? limit_ - size() : 0; }
  void release();

 private:
  struct Part {
    ByteVec bytes;
    usize start = 0;
    usize end = 0;

    [[nodiscard]] usize size() const { return end - start; }
    void release() {
      bytes.release();
      start = end = 0;
    }
  };
  Part filling_;
  Part held_;
  usize limit_;
};

}  // namespace ferrule::tls
