// SPDX-License-Identifier: Apache-2.0 OR MIT
// Traits: what the stream needs of an Asio, whichever namespace it lives in. `Net` names that
// namespace's things (boost_stream.hpp, standalone_stream.hpp).
#pragma once

#include <chrono>
#include <ranges>
#include <type_traits>
#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/asio/steps.hpp"

namespace ferrule::io::asio_stream {

/// A handler that runs on `Executor`.
template <typename Executor, typename Handler>
class OnExecutor {
 public:
  using executor_type = Executor;

  OnExecutor(Executor executor, Handler handler)
      : executor_(std::move(executor)), handler_(std::move(handler)) {}
  [[nodiscard]] Executor get_executor() const noexcept { return executor_; }
  template <typename... Args>
  void operator()(Args&&... args) {
    handler_(std::forward<Args>(args)...);
  }

 private:
  Executor executor_;
  Handler handler_;
};

template <typename NetNames>
struct Traits {
  using Net = NetNames;
  using error_code = typename Net::error_code;
  using error_category = typename Net::error_category;
  using const_buffer = typename Net::const_buffer;
  using mutable_buffer = typename Net::mutable_buffer;
  template <typename Executor>
  using Timer = typename Net::template Timer<Executor>;
  template <typename Executor>
  using DefaultToken = typename Net::template DefaultToken<Executor>;

  static std::chrono::steady_clock::time_point never() {
    return (std::chrono::steady_clock::time_point::max)();
  }
  static error_code eof() { return make_error_code(Net::misc_errors::eof); }
  static error_code aborted() { return make_error_code(Net::basic_errors::operation_aborted); }
  static error_code timed_out() { return make_error_code(Net::basic_errors::timed_out); }
  static error_code truncated() { return stream_code(StreamErrc::stream_truncated); }
  static error_code unexpected() { return stream_code(StreamErrc::unexpected_result); }
  static error_code unread_data() { return stream_code(StreamErrc::unread_data); }
  [[noreturn]] static void raise(const error_code& error) {
    FERRULE_UNSAFE("an Asio stream's functions without an error_code report by exception") {
      throw typename Net::system_error(error);
    }
  }

  template <typename Signature, typename Implementation, typename Token, typename Object>
  static auto compose(Implementation implementation, Token& token, Object& object) {
    return Net::template compose<Signature>(std::move(implementation), token, object);
  }
  template <typename Timer, typename Self, typename Handler>
  static void when_expired(Timer& timer, const Self& self, Handler handler) {
    FERRULE_UNSAFE("the handler owns what it uses, and executors outlive what they run") {
      timer.async_wait(OnExecutor(self.get_executor(), std::move(handler)));
    }
  }
  /// Partial and terminal cancellation, where this Asio has cancellation of single operations.
  template <typename Self>
  static void enable_cancellation(Self& self) {
    const auto accept = [](auto kind) {
      return kind & (decltype(kind)::partial | decltype(kind)::terminal);
    };
    if constexpr (requires { self.reset_cancellation_state(accept); }) {
      self.reset_cancellation_state(accept);
    }
  }
  template <typename Self>
  static bool is_cancelled(const Self& self) {
    if constexpr (requires { self.cancelled(); }) {
      return static_cast<bool>(self.cancelled());
    } else {
      return false;
    }
  }
  template <typename Layer>
  static void close(Layer& layer) {
    if constexpr (requires(error_code error) { layer.close(error); }) {
      error_code ignored{};
      layer.close(ignored);
    }
  }
  template <typename Layer>
  static void cancel(Layer& layer) {
    if constexpr (requires(error_code error) { layer.cancel(error); }) {
      error_code ignored{};
      layer.cancel(ignored);
    }
  }

  static const_buffer buffer(Bytes bytes FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the span covers bytes.size() bytes") {
      return {bytes.data(), bytes.size()};
    }
  }
  static mutable_buffer buffer(MutBytes bytes FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the span covers bytes.size() bytes") {
      return {bytes.data(), bytes.size()};
    }
  }
  static Bytes bytes_of(const const_buffer& buffer FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("a buffer covers size() bytes") {
      return Bytes::from_raw(static_cast<const u8*>(buffer.data()), buffer.size());
    }
  }
  static MutBytes bytes_of(const mutable_buffer& buffer FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("a buffer covers size() bytes") {
      return MutBytes::from_raw(static_cast<u8*>(buffer.data()), buffer.size());
    }
  }
  /// Calls `use` with the bytes of each buffer of a sequence, or of the buffer that it is itself.
  template <typename Buffer, typename Buffers, typename Use>
  static void for_each(const Buffers& buffers, Use use) {
    if constexpr (std::is_convertible_v<const Buffers&, Buffer>) {
      use(bytes_of(Buffer(buffers)));
    } else {
      for (const auto& each : buffers) {
        use(bytes_of(Buffer(each)));
      }
    }
  }
  template <typename Buffers>
  static constexpr bool is_const_buffers = [] {
    if constexpr (std::ranges::range<const Buffers>) {
      return std::is_convertible_v<std::ranges::range_reference_t<const Buffers>, const_buffer>;
    } else {
      return std::is_convertible_v<const Buffers&, const_buffer>;
    }
  }();
  /// The pieces that are not empty, as many as fit.
  template <typename Buffers>
  static Pieces pieces(const Buffers& buffers FERRULE_LIFETIMEBOUND) {
    Pieces found;
    for_each<const_buffer>(buffers, [&](Bytes piece) { push(found, piece); });
    return found;
  }
  template <typename Buffers>
  static MutPieces mutable_pieces(const Buffers& buffers FERRULE_LIFETIMEBOUND) {
    MutPieces found;
    for_each<mutable_buffer>(buffers, [&](MutBytes piece) { push(found, piece); });
    return found;
  }

 private:
  static error_code stream_code(StreamErrc what) {
    return {static_cast<int>(what), stream_category<Net>()};
  }
  template <typename Found, typename Piece>
  static void push(Found& found, FERRULE_CAPTURED Piece piece) {
    if (!piece.empty()) {
      static_cast<void>(found.push(piece));
    }
  }
};

}  // namespace ferrule::io::asio_stream
