// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/own_flight.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/wire/certificate.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"
#include "ferrule/tls/wire/finished.hpp"

namespace ferrule::tls {

Result<void, Error> send_certificate(const CertifiedKey& key, Transcript& transcript,
                                     HandshakeEffects& effects) {
  FixedVec<CertificateEntry, kMaxChainLength> entries;
  for (usize i = 0; i < key.chain_length(); ++i) {
    TRYV(entries.push(CertificateEntry{key.certificate(i), {}}));
  }
  Certificate message;
  message.entries = WireList<CertificateEntry>::of(entries.span());
  return send_message(effects, transcript, message);
}

Result<void, Error> send_no_certificate(Transcript& transcript, HandshakeEffects& effects) {
  return send_message(effects, transcript, Certificate{});
}

Result<void, Error> send_certificate_verify(Side side, const CertifiedKey& key,
                                            crypto::SignatureScheme scheme, Transcript& transcript,
                                            HandshakeEffects& effects) {
  const SignedContent content = certificate_verify_content(side, transcript.hash());
  Array<u8, crypto::kMaxSignatureLength> signature{};
  TRY(const usize length, key.key().sign(scheme, content.span(), signature.span()));
  // The key may be the caller's own: what it says is not relied on.
  const Option<MutBytes> made = signature.span().get_first(length);
  if (!made || made->empty()) {
    return Err{Error(crypto::CryptoError(crypto::ErrorKind::BackendFailure))};
  }
  return send_message(effects, transcript, CertificateVerify{scheme, *made});
}

Result<void, Error> send_finished(const TrafficSecret& own, Transcript& transcript,
                                  HandshakeEffects& effects) {
  const crypto::HashSecret verify_data = own.finished_key().verify_data(transcript.hash());
  return send_message(effects, transcript, Finished{verify_data.bytes()});
}

void log_secret(const Settings& settings, std::string_view label, Bytes client_random,
                Bytes secret) {
  if (settings.key_log) {
    (*settings.key_log)->log(label, client_random, secret);
  }
}

}  // namespace ferrule::tls
