// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/peer_proofs.hpp"

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/tls/config/signature_schemes.hpp"

namespace ferrule::tls {

namespace {

using Chain = FixedVec<Bytes, kMaxChainLength>;

i64 now(const Settings& settings) { return (*settings.clock)->unix_seconds(); }

Result<void, Error> keep(const Certificate& message, ConnectionFacts& facts) {
  facts.peer_certificates.clear();
  facts.peer_certificate_ends.clear();
  for (const CertificateEntry& entry : message.entries) {
    TRYV(facts.peer_certificates.append(entry.certificate));
    TRYV(facts.peer_certificate_ends.push(facts.peer_certificates.size()));
  }
  return ok();
}

Result<Chain, Error> kept(const ConnectionFacts& facts FERRULE_LIFETIMEBOUND) {
  Chain chain;
  usize start = 0;
  for (const usize end : facts.peer_certificate_ends) {
    TRYV(chain.push(facts.peer_certificates.span().subspan(start, end - start)));
    start = end;
  }
  return chain;
}

}  // namespace

Result<PeerVerified, Error> PeerChecks::server_chain(const Certificate& message,
                                                     const Settings& settings,
                                                     const ServerCertVerifier& verifier,
                                                     const pki::ServerName& name,
                                                     ConnectionFacts& facts) {
  TRYV(keep(message, facts));
  TRY(const Chain chain, kept(facts));
  TRYV(verifier.verify(chain.span(), name, now(settings)));
  return PeerVerified();
}

Result<PeerVerified, Error> PeerChecks::client_chain(const Certificate& message,
                                                     const Settings& settings,
                                                     const ClientCertVerifier& verifier,
                                                     ConnectionFacts& facts) {
  TRYV(keep(message, facts));
  TRY(const Chain chain, kept(facts));
  TRYV(verifier.verify(chain.span(), now(settings)));
  return PeerVerified();
}

Result<HandshakeSignatureValid, Error> PeerChecks::signature(const CertificateVerify& message,
                                                             Side signer,
                                                             const crypto::Digest& transcript,
                                                             const Settings& settings,
                                                             ConnectionFacts& facts) {
  // 1. "the signature algorithm MUST be one offered" (RFC 8446, 4.4.3), and one for handshakes.
  bool offered = false;
  for (const crypto::SignatureScheme scheme : settings.signature_schemes) {
    offered = offered || scheme == message.scheme;
  }
  if (!offered) {
    return Err{PeerMisbehaved::SignatureSchemeNotOffered};
  }
  const Option<SchemeRow> row = handshake_scheme(message.scheme);
  if (!row) {
    return Err{PeerMisbehaved::SignatureSchemeForbidden};
  }

  // 2. It fits the key of the certificate.
  TRY(const Chain chain, kept(facts));
  TRY(const pki::Certificate leaf, pki::Certificate::parse(chain[0]));
  TRY(const crypto::PublicKey key, leaf.public_key());
  if (key.algorithm != row->key) {
    return Err{PeerMisbehaved::SignatureSchemeUnfit};
  }

  // 3. It verifies.
  const SignedContent content = certificate_verify_content(signer, transcript);
  const auto verified =
      settings.provider.verifier->verify(key, row->algorithm, content.span(), message.signature);
  if (!verified) {
    if (verified.error().kind == crypto::ErrorKind::BadSignature) {
      return Err{PeerMisbehaved::BadSignature};
    }
    return Err{Error(verified.error())};
  }
  facts.peer_signature_scheme = Option<crypto::SignatureScheme>(message.scheme);
  return HandshakeSignatureValid();
}

}  // namespace ferrule::tls
