// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/hmac.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/wipe.hpp"

namespace ferrule::crypto {

namespace {

using Block = Secret<kMaxHashBlockLength>;

/// The key as one block: hashed when it is longer, padded with zeros (RFC 2104, section 2).
Block key_block(const Hash& hash, Bytes key) {
  Block block = Block::zeroed(hash.block_length());
  if (key.size() <= block.size()) {
    block.mut().first(key.size()).copy_from(key);
    return block;
  }
  HashState state;
  hash.start(state);
  hash.update(state, key);
  hash.finish(state, block.mut().first(hash.output_length()));
  wipe_state(state);
  return block;
}

void absorb_masked(const Hash& hash, HashState& state, const Block& key, u8 mask) {
  Block masked = key.clone();
  for (u8& byte : masked.mut()) {
    byte ^= mask;
  }
  hash.start(state);
  hash.update(state, masked.bytes());
}

}  // namespace

HmacContext::~HmacContext() {
  wipe_state(inner_);
  wipe_state(outer_);
}

void HmacContext::update(Bytes data) { hash_->update(inner_, data); }

void HmacContext::finish(MutBytes mac) {
  HashSecret inner = HashSecret::zeroed(hash_->output_length());
  hash_->finish(inner_, inner.mut());
  hash_->update(outer_, inner.bytes());
  hash_->finish(outer_, mac);
}

HmacKey::HmacKey(Ref<const Hash> hash, Bytes key) : prepared_{hash} {
  const Block block = key_block(*hash, key);
  absorb_masked(*hash, prepared_.inner_, block, 0x36);
  absorb_masked(*hash, prepared_.outer_, block, 0x5c);
}

void HmacKey::mac(Span<const Bytes> pieces, MutBytes mac) const {
  HmacContext context = start();
  for (const Bytes& piece : pieces) {
    context.update(piece);
  }
  context.finish(mac);
}

HashSecret HmacKey::mac(Span<const Bytes> pieces) const {
  HashSecret made = HashSecret::zeroed(length());
  mac(pieces, made.mut());
  return made;
}

HashSecret HmacKey::mac(Bytes message) const {
  const Array<Bytes, 1> pieces{{message}};
  return mac(pieces.span());
}

bool HmacKey::verify(Bytes message, Bytes mac) const {
  return constant_time_equal(this->mac(message).bytes(), mac);
}

}  // namespace ferrule::crypto
