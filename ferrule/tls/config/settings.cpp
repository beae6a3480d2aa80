// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/settings.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/record/record_encrypter.hpp"

namespace ferrule::tls {

namespace {

struct SuiteNeeds {
  CipherSuite suite;
  crypto::AeadAlgorithm aead;
  crypto::HashAlgorithm hash;
};
constexpr Array kSuites{
    SuiteNeeds{kTlsAes128GcmSha256, crypto::AeadAlgorithm::Aes128Gcm,
               crypto::HashAlgorithm::Sha256},
    SuiteNeeds{kTlsAes256GcmSha384, crypto::AeadAlgorithm::Aes256Gcm,
               crypto::HashAlgorithm::Sha384},
    SuiteNeeds{kTlsChaCha20Poly1305Sha256, crypto::AeadAlgorithm::ChaCha20Poly1305,
               crypto::HashAlgorithm::Sha256},
};

/// What a verifier is told to accept, the fastest to verify first.
constexpr Array kSchemes{
    crypto::kEcdsaSecp256r1Sha256, crypto::kEd25519,          crypto::kRsaPssRsaeSha256,
    crypto::kEcdsaSecp384r1Sha384, crypto::kRsaPssRsaeSha384, crypto::kRsaPssRsaeSha512,
    crypto::kEcdsaSecp521r1Sha512, crypto::kRsaPssPssSha256,  crypto::kRsaPssPssSha384,
    crypto::kRsaPssPssSha512,      crypto::kRsaPkcs1Sha256,   crypto::kRsaPkcs1Sha384,
    crypto::kRsaPkcs1Sha512,
};

bool can_do(const crypto::Provider& provider, CipherSuite suite) {
  for (const SuiteNeeds& needs : kSuites) {
    if (needs.suite == suite) {
      return provider.aead(needs.aead).has_value() && provider.hash(needs.hash).has_value();
    }
  }
  return false;
}

constexpr usize kMaxProtocolsLength = 65535;

/// A KeyUpdate and a record of one byte. Padding makes a few bytes at most the block, or the
/// multiple of a smaller block that comes after them.
usize least_send_buffer(usize fragment, usize padding_block) {
  constexpr usize kKeyUpdate = 5;
  constexpr usize kFewBytes = 8;
  const usize block = padding_block < kFewBytes ? kFewBytes : padding_block;
  const usize content = block < fragment ? block : fragment;
  const usize records = 1 + (kKeyUpdate + fragment - 1) / fragment;
  return records * (kRecordOverhead + content);
}

}  // namespace

Result<void, Error> Protocols::add(Bytes name) {
  if (name.empty() || name.size() > 255) {
    return Err{ApiMisuse::BadProtocolName};
  }
  if (wire_.size() + 1 + name.size() > kMaxProtocolsLength) {
    return Err{ApiMisuse::TooManyProtocols};
  }
  TRYV(wire_.push(static_cast<u8>(name.size())));
  TRYV(wire_.append(name));
  return ok();
}

Option<Bytes> Protocols::find(Bytes name) const {
  Reader reader(wire_.span());
  while (!reader.empty()) {
    const Result<Bytes, ReadError> own = reader.read_vector_u8();
    if (own && equal(*own, name)) {
      return Option<Bytes>(*own);
    }
  }
  return kNone;
}

void Settings::take_algorithms(const crypto::Provider& from) {
  provider = from;
  for (const SuiteNeeds& needs : kSuites) {
    if (can_do(provider, needs.suite)) {
      ensure(cipher_suites.push(needs.suite).has_value());
    }
  }
  for (const Ref<const crypto::KeyExchange>& group : provider.key_exchanges) {
    ensure(groups.push(group->group()).has_value());
  }
  ensure(signature_schemes.append(kSchemes.span()).has_value());
}

Result<void, Error> Settings::check() const {
  if (cipher_suites.empty()) {
    return Err{ApiMisuse::NoCipherSuites};
  }
  for (const CipherSuite suite : cipher_suites) {
    if (!can_do(provider, suite)) {
      return Err{ApiMisuse::SuiteNotInProvider};
    }
  }
  if (groups.empty()) {
    return Err{ApiMisuse::NoGroups};
  }
  for (const crypto::NamedGroup group : groups) {
    if (!provider.key_exchange(group)) {
      return Err{ApiMisuse::NoGroups};
    }
  }
  if (signature_schemes.empty()) {
    return Err{ApiMisuse::NoSignatureSchemes};
  }
  if (max_fragment < 1 || max_fragment > kMaxFragment) {
    return Err{ApiMisuse::BadFragmentSize};
  }
  if (padding_block < 1 || padding_block > kMaxFragment) {
    return Err{ApiMisuse::BadPaddingSize};
  }
  return check_limits(limits, max_fragment, padding_block);
}

Result<void, Error> check_limits(const Limits& limits, usize max_fragment, usize padding_block) {
  if (limits.receive_buffer < kMaxRecordOnWire) {
    return Err{ApiMisuse::BadFragmentSize};
  }
  if (limits.send_buffer < least_send_buffer(max_fragment, padding_block)) {
    return Err{ApiMisuse::OutputTooSmall};
  }
  if (limits.chain_length > kMaxChainLength) {
    return Err{ApiMisuse::TooManyCertificates};
  }
  return ok();
}

}  // namespace ferrule::tls
