// SPDX-License-Identifier: Apache-2.0 OR MIT
// Lets Boost.Beast's WebSocket close a connection over our stream: include it where
// websocket::stream is used. HTTP needs boost_stream.hpp only.
#pragma once

#include "ferrule/io/asio/boost_stream.hpp"

#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <utility>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::io::asio_stream {

/// Shuts TLS down, then what is below.
template <typename Next>
void teardown(boost::beast::role_type role, Stream<Next, boost_asio::Traits>& stream,
              boost::system::error_code& error) {
  stream.shutdown(error);
  using boost::beast::websocket::teardown;
  boost::system::error_code below{};
  teardown(role, stream.next_layer(), below);
  if (!error) {
    error = below;
  }
}

namespace internal {

/// The steps of async_teardown, in order.
template <typename Next>
class FERRULE_VIEW Teardown {
 public:
  Teardown(boost::beast::role_type role,
           Stream<Next, boost_asio::Traits>& stream FERRULE_LIFETIMEBOUND)
      : role_{role}, stream_{stream} {}

  template <typename Self>
  void operator()(Self& self, boost::system::error_code error = {}) {
    switch (step_) {
      case Step::Shutdown:
        step_ = Step::Below;
        stream_.async_shutdown(std::move(self));
        return;
      case Step::Below: {
        step_ = Step::Done;
        error_ = error;
        using boost::beast::websocket::async_teardown;
        async_teardown(role_, stream_.next_layer(), std::move(self));
        return;
      }
      case Step::Done: self.complete(error_ ? error_ : error); return;
    }
  }

 private:
  enum class Step : u8 { Shutdown, Below, Done };
  boost::beast::role_type role_;
  Stream<Next, boost_asio::Traits>& stream_;
  Step step_ = Step::Shutdown;
  boost::system::error_code error_{};
};

}  // namespace internal

template <typename Next, typename Handler>
void async_teardown(boost::beast::role_type role, Stream<Next, boost_asio::Traits>& stream,
                    Handler&& handler) {
  boost_asio::Traits::compose<void(boost::system::error_code)>(
      internal::Teardown<Next>(role, stream), handler, stream.next_layer());
}

}  // namespace ferrule::io::asio_stream
