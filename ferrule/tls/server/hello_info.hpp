// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes a ClientHelloInfo from a ClientHello.
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/tls/config/client_hello_info.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/client_hello.hpp"

namespace ferrule::tls::server {

/// What does not fit is left out: nobody wants more, and a client cannot make us allocate without
/// end.
class FERRULE_VIEW HelloInfo {
 public:
  [[nodiscard]] Result<void, Error> read(const ClientHello& hello FERRULE_LIFETIMEBOUND);

  [[nodiscard]] Bytes server_name() const FERRULE_LIFETIMEBOUND { return server_name_.span(); }
  [[nodiscard]] ClientHelloInfo view() const FERRULE_LIFETIMEBOUND {
    return ClientHelloInfo{server_name_.span(), alpn_.span(), schemes_.span(), groups_.span(),
                           suites_.span()};
  }

 private:
  FixedBytes<255> server_name_;
  FixedVec<Bytes, 16> alpn_;
  FixedVec<crypto::SignatureScheme, 64> schemes_;
  FixedVec<crypto::NamedGroup, 32> groups_;
  FixedVec<u16, 64> suites_;
};

}  // namespace ferrule::tls::server
