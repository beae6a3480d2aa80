// SPDX-License-Identifier: Apache-2.0 OR MIT
// What clients and servers have in common: the algorithms and who may use them, in order of
// preference.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/tls/config/clock.hpp"
#include "ferrule/tls/config/key_log.hpp"
#include "ferrule/tls/config/limits.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/cipher_suite.hpp"

namespace ferrule::tls {

using CipherSuites = FixedVec<CipherSuite, 8>;
using Groups = FixedVec<crypto::NamedGroup, 8>;
using SignatureSchemes = FixedVec<crypto::SignatureScheme, 16>;

/// Keeps the owner of a provider's objects alive.
class ProviderOwner {
 protected:
  ~ProviderOwner() = default;
};

/// A shared owner with a member `const crypto::Provider& provider() const`, such as
/// crypto::DefaultProvider.
template <typename P>
class SharedProvider final : public ProviderOwner {
 public:
  explicit SharedProvider(Arc<P> provider) : provider_(std::move(provider)) {}

 private:
  Arc<P> provider_;
};

/// Names of ALPN protocols (RFC 7301), in order of preference.
class FERRULE_OWNER Protocols {
 public:
  explicit Protocols(AllocatorRef allocator) : wire_(allocator) {}

  /// Appends a name of 1 to 255 bytes.
  [[nodiscard]] Result<void, Error> add(Bytes name);
  [[nodiscard]] bool empty() const { return wire_.empty(); }
  /// `ProtocolName protocol_name_list` without its outer length.
  [[nodiscard]] Bytes wire() const FERRULE_LIFETIMEBOUND { return wire_.span(); }
  /// The name as it stands here, if it is one of these.
  [[nodiscard]] Option<Bytes> find(Bytes name) const FERRULE_LIFETIMEBOUND;

 private:
  ByteVec wire_;
};

/// Buffers in which records of such a size fit, and a chain that can be sent.
[[nodiscard]] Result<void, Error> check_limits(const Limits& limits, usize max_fragment,
                                               usize padding_block);

struct FERRULE_OWNER Settings {
  explicit Settings(AllocatorRef allocator) : protocols(allocator) {}

  crypto::Provider provider;
  Option<Box<ProviderOwner>> provider_owner;
  CipherSuites cipher_suites;
  Groups groups;
  /// Verified from the peer.
  SignatureSchemes signature_schemes;
  Protocols protocols;
  Limits limits;
  /// Plaintext bytes per record that is sent, 1 to 2^14.
  usize max_fragment = 16384;
  /// Records that are sent are padded to a multiple of this; 1 pads nothing.
  usize padding_block = 1;
  bool middlebox_compatibility = true;
  Option<Box<KeyLog>> key_log;
  Option<Box<Clock>> clock;

  /// Everything `from` can do, in the order it prefers.
  void take_algorithms(const crypto::Provider& from);
  /// An algorithm for every suite and group, at least one of each, and sizes that can be.
  [[nodiscard]] Result<void, Error> check() const;
};

/// The steps that builders of both sides have: `Builder` is the class that inherits this.
template <typename Builder>
class CommonSteps {
 public:
  /// In order of preference. They replace all that the provider has.
  [[nodiscard]] Builder cipher_suites(Span<const CipherSuite> suites) && {
    return replace(settings().cipher_suites, suites);
  }
  [[nodiscard]] Builder groups(Span<const crypto::NamedGroup> groups) && {
    return replace(settings().groups, groups);
  }
  [[nodiscard]] Builder signature_schemes(Span<const crypto::SignatureScheme> schemes) && {
    return replace(settings().signature_schemes, schemes);
  }
  /// Offers (client) or accepts (server) one more ALPN protocol, after those before.
  [[nodiscard]] Builder alpn(Bytes name) && {
    note(settings().protocols.add(name));
    return done();
  }
  [[nodiscard]] Builder limits(const Limits& limits) && {
    settings().limits = limits;
    return done();
  }
  [[nodiscard]] Builder max_fragment(usize bytes) && {
    settings().max_fragment = bytes;
    return done();
  }
  /// Pads what is sent, so that its length tells less (RFC 8446, 5.4).
  [[nodiscard]] Builder padding_block(usize bytes) && {
    settings().padding_block = bytes;
    return done();
  }
  /// Off: no dummy change_cipher_spec and no session id (RFC 8446, D.4).
  [[nodiscard]] Builder middlebox_compatibility(bool on) && {
    settings().middlebox_compatibility = on;
    return done();
  }
  [[nodiscard]] Builder key_log(Box<KeyLog> log) && {
    settings().key_log = Option<Box<KeyLog>>(std::move(log));
    return done();
  }

 protected:
  template <typename T, usize N>
  Builder replace(FixedVec<T, N>& list, Span<const T> values) {
    list.clear();
    note(list.append(values).map_err([](CapacityError error) { return Error(error); }));
    return done();
  }
  /// The first failure of a step; build() tells it.
  void note(Result<void, Error> step) {
    if (!step && !failure_) {
      failure_ = Option<Error>(std::move(step).error());
    }
  }
  [[nodiscard]] Result<void, Error> noted() const {
    if (failure_) {
      return Err{*failure_};
    }
    return ok();
  }

 private:
  Option<Error> failure_;

  Settings& settings() FERRULE_LIFETIMEBOUND { return self().draft_.settings; }
  Builder done() { return std::move(self()); }
  Builder& self() FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("only Builder itself inherits CommonSteps<Builder>") {
      return static_cast<Builder&>(*this);
    }
  }
};

}  // namespace ferrule::tls
