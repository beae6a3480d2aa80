// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/hkdf.hpp"

#include "ferrule/core/array.hpp"

namespace ferrule::crypto {

HashSecret hkdf_extract(Ref<const Hash> hash, Bytes salt, Bytes ikm) {
  return HmacKey(hash, salt).mac(ikm);
}

Result<void, CryptoError> HkdfExpander::expand(Span<const Bytes> info, MutBytes out) const {
  constexpr usize kMaxBlocks = 255;
  const usize block_length = key_.length();
  if (out.size() > kMaxBlocks * block_length) {
    return Err{ErrorKind::BadLength};
  }
  HashSecret block;
  u8 counter = 0;
  MutBytes rest = out;
  while (!rest.empty()) {
    ++counter;
    HmacContext context = key_.start();
    context.update(block.bytes());
    for (const Bytes& piece : info) {
      context.update(piece);
    }
    const Array<u8, 1> number{{counter}};
    context.update(number.span());
    block = HashSecret::zeroed(block_length);
    context.finish(block.mut());
    const usize taken = rest.size() < block_length ? rest.size() : block_length;
    rest.first(taken).copy_from(block.bytes().first(taken));
    rest = rest.subspan(taken);
  }
  return ok();
}

}  // namespace ferrule::crypto
