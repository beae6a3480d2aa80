// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/core_effects.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/record/record_header.hpp"

namespace ferrule::tls {

Result<void, Error> send_records(RecordSender& sender, ContentType type, Bytes content,
                                 Output& output) {
  const Array<Bytes, 1> pieces{{content}};
  TRY(const MutBytes space, output.space(sender.output_size(pieces.span())));
  TRY(const usize written, sender.send(type, pieces.span(), space));
  output.commit(written);
  return ok();
}

Result<void, Error> CoreEffects::send_flight() {
  if (core_.flight_.empty()) {
    return ok();
  }
  TRYV(send_records(core_.sender_, content::kHandshake, core_.flight_.span(), output_));
  core_.flight_.clear();
  return ok();
}

Result<void, Error> CoreEffects::send_change_cipher_spec() {
  TRYV(send_flight());
  TRY(const MutBytes space, output_.space(kChangeCipherSpecRecord.size()));
  space.first(kChangeCipherSpecRecord.size()).copy_from(kChangeCipherSpecRecord.span());
  output_.commit(kChangeCipherSpecRecord.size());
  return ok();
}

Result<void, Error> CoreEffects::receive_under(const SuiteAlgorithms& suite,
                                               const TrafficSecret& secret) {
  // "Handshake messages MUST NOT span key changes." (RFC 8446, 5.1)
  if (!is_aligned_) {
    return Err{PeerMisbehaved::MessageCrossesKeyChange};
  }
  TRY(RecordDecrypter decrypter, RecordDecrypter::make(core_.allocator_, suite.aead, secret));
  core_.receiver_.set_decrypter(std::move(decrypter));
  return ok();
}

Result<void, Error> CoreEffects::send_under(const SuiteAlgorithms& suite,
                                            const TrafficSecret& secret) {
  TRYV(send_flight());
  TRY(RecordEncrypter encrypter, RecordEncrypter::make(core_.allocator_, suite.aead, secret));
  core_.sender_.set_encrypter(std::move(encrypter));
  return ok();
}

bool CoreEffects::answers_key_update() {
  if (core_.close_sent_) {
    return false;  // nothing comes from us any more, under any key
  }
  const bool now = !core_.key_update_answered_;
  core_.key_update_answered_ = true;
  core_.key_update_owed_ = !now;
  return now;
}

}  // namespace ferrule::tls
