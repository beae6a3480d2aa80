// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/posix_socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::io {
namespace {

IoError last_error() { return io_error_from_errno(errno); }

/// An address as the system calls take it.
struct SystemAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);
};

SystemAddress to_system(const SocketAddress& address) {
  SystemAddress made{};
  UNSAFE("sockaddr_storage is large enough and aligned for both families; ip has 16 bytes") {
    if (address.family == AddressFamily::V4) {
      auto* v4 = reinterpret_cast<sockaddr_in*>(&made.storage);
      v4->sin_family = AF_INET;
      v4->sin_port = htons(address.port);
      __builtin_memcpy(&v4->sin_addr, address.ip.data(), 4);
      made.size = sizeof(sockaddr_in);
    } else {
      auto* v6 = reinterpret_cast<sockaddr_in6*>(&made.storage);
      v6->sin6_family = AF_INET6;
      v6->sin6_port = htons(address.port);
      v6->sin6_scope_id = address.scope;
      __builtin_memcpy(&v6->sin6_addr, address.ip.data(), 16);
      made.size = sizeof(sockaddr_in6);
    }
  }
  return made;
}

SocketAddress from_system(const SystemAddress& system) {
  SocketAddress made{};
  UNSAFE("the family says which structure the storage holds; ip has 16 bytes") {
    if (system.storage.ss_family == AF_INET) {
      const auto* v4 = reinterpret_cast<const sockaddr_in*>(&system.storage);
      made.port = ntohs(v4->sin_port);
      __builtin_memcpy(made.ip.data(), &v4->sin_addr, 4);
    } else {
      const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&system.storage);
      made.family = AddressFamily::V6;
      made.port = ntohs(v6->sin6_port);
      made.scope = v6->sin6_scope_id;
      __builtin_memcpy(made.ip.data(), &v6->sin6_addr, 16);
    }
  }
  return made;
}

FileDescriptor new_socket(AddressFamily family) {
  UNSAFE("socket takes numbers only; the result has no other owner") {
    return FileDescriptor(::socket(family == AddressFamily::V4 ? AF_INET : AF_INET6,
                                   SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  }
}

template <typename Value>
void set_option(int number, int level, int option, const Value& value) {
  UNSAFE("the option's value lives during the call, which is told its size") {
    ::setsockopt(number, level, option, &value, sizeof(value));
  }
}
constexpr int kOn = 1;

/// Interactive traffic must not wait for acknowledgements: TLS writes whole records anyway.
void send_at_once(int number) { set_option(number, IPPROTO_TCP, TCP_NODELAY, kOn); }

Result<SocketAddress, IoError> name_of(int number, bool of_peer) {
  SystemAddress system{};
  int result = 0;
  UNSAFE("storage and size live during the call, and size says how much fits") {
    auto* raw = reinterpret_cast<sockaddr*>(&system.storage);
    result = of_peer ? ::getpeername(number, raw, &system.size)
                     : ::getsockname(number, raw, &system.size);
  }
  if (result != 0) {
    return Err{last_error()};
  }
  return from_system(system);
}

}  // namespace

Result<void, IoError> wait_for(int number, WaitFor what, u32 limit_ms) {
  pollfd waited{number, static_cast<short>(what == WaitFor::Readable ? POLLIN : POLLOUT), 0};
  constexpr u32 kLongest = 0x7fffffff;
  const int limit = limit_ms == Socket::kNoLimit
                        ? -1
                        : static_cast<int>(limit_ms < kLongest ? limit_ms : kLongest);
  for (;;) {
    int ready = 0;
    UNSAFE("one pollfd that lives during the call") {
      ready = ::poll(&waited, 1, limit);
    }
    if (ready > 0) {
      return ok();
    }
    if (ready == 0) {
      return Err{IoError{IoErrorKind::TimedOut, 0}};
    }
    if (errno != EINTR) {
      return Err{last_error()};
    }
  }
}

Result<Socket, IoError> Socket::start_connect(const SocketAddress& address) {
  FileDescriptor made = new_socket(address.family);
  if (!made.is_open()) {
    return Err{last_error()};
  }
  const SystemAddress system = to_system(address);
  int result = 0;
  UNSAFE("the address and its size live during the call") {
    result =
        ::connect(made.number(), reinterpret_cast<const sockaddr*>(&system.storage), system.size);
  }
  if (result != 0 && errno != EINPROGRESS) {
    return Err{last_error()};
  }
  send_at_once(made.number());
  return Socket(std::move(made));
}

Result<Socket, IoError> Socket::connect(const SocketAddress& address, u32 limit_ms) {
  TRY(Socket socket, start_connect(address));
  TRYV(wait_for(socket.number(), WaitFor::Writable, limit_ms));
  TRYV(socket.take_error());
  return socket;
}

Result<usize, IoError> Socket::try_read(MutBytes into) const {
  ssize_t count = 0;
  do {
    UNSAFE("the span covers into.size() bytes that may be overwritten") {
      count = ::recv(number(), into.data(), into.size(), 0);
    }
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    return Err{last_error()};
  }
  return static_cast<usize>(count);
}

Result<usize, IoError> Socket::try_write(Bytes from) const {
  ssize_t count = 0;
  do {
    UNSAFE("the span covers from.size() bytes; MSG_NOSIGNAL keeps SIGPIPE away") {
      count = ::send(number(), from.data(), from.size(), MSG_NOSIGNAL);
    }
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    return Err{last_error()};
  }
  return static_cast<usize>(count);
}

Result<u32, IoError> Socket::wait_limit(u32 limit_ms) const {
  if (deadline_ms_ == kNoLimit) {
    return limit_ms;
  }
  const u64 now_ms = monotonic_ms();
  if (now_ms >= deadline_ms_) {
    return Err{IoError{IoErrorKind::TimedOut, 0}};
  }
  const u64 left_ms = deadline_ms_ - now_ms;
  return limit_ms != kNoLimit && limit_ms < left_ms ? limit_ms : static_cast<u32>(left_ms);
}

Result<usize, IoError> Socket::read_some(MutBytes into) const {
  for (;;) {
    TRY(const u32 limit_ms, wait_limit(read_ms_));
    Result<usize, IoError> count = try_read(into);
    if (count || count.error().kind != IoErrorKind::WouldBlock) {
      return count;
    }
    TRYV(wait_for(number(), WaitFor::Readable, limit_ms));
  }
}

Result<usize, IoError> Socket::write_some(Bytes from) const {
  for (;;) {
    TRY(const u32 limit_ms, wait_limit(write_ms_));
    Result<usize, IoError> count = try_write(from);
    if (count || count.error().kind != IoErrorKind::WouldBlock) {
      return count;
    }
    TRYV(wait_for(number(), WaitFor::Writable, limit_ms));
  }
}

Result<void, IoError> Socket::shutdown_write() const {
  int result = 0;
  UNSAFE("shutdown takes numbers only") {
    result = ::shutdown(number(), SHUT_WR);
  }
  if (result != 0) {
    return Err{last_error()};
  }
  return ok();
}

Result<void, IoError> Socket::take_error() const {
  int code = 0;
  socklen_t size = sizeof(code);
  int result = 0;
  UNSAFE("code and size live during the call, and size is that of code") {
    result = ::getsockopt(number(), SOL_SOCKET, SO_ERROR, &code, &size);
  }
  if (result != 0 || code != 0) {
    return Err{io_error_from_errno(result != 0 ? errno : code)};
  }
  return ok();
}

void Socket::reset_on_close() const {
  const linger at_once{1, 0};
  set_option(number(), SOL_SOCKET, SO_LINGER, at_once);
}

Result<SocketAddress, IoError> Socket::local_address() const { return name_of(number(), false); }
Result<SocketAddress, IoError> Socket::peer_address() const { return name_of(number(), true); }

Result<ListenSocket, IoError> ListenSocket::listen(const SocketAddress& address, int backlog) {
  FileDescriptor made = new_socket(address.family);
  if (!made.is_open()) {
    return Err{last_error()};
  }
  set_option(made.number(), SOL_SOCKET, SO_REUSEADDR, kOn);
  const SystemAddress system = to_system(address);
  int result = 0;
  UNSAFE("the address and its size live during the call") {
    result = ::bind(made.number(), reinterpret_cast<const sockaddr*>(&system.storage), system.size);
    if (result == 0) {
      result = ::listen(made.number(), backlog);
    }
  }
  if (result != 0) {
    return Err{last_error()};
  }
  return ListenSocket(std::move(made));
}

Result<Socket, IoError> ListenSocket::try_accept() const {
  int accepted = -1;
  do {
    UNSAFE("no address is asked for, so accept4 writes nowhere") {
      accepted = ::accept4(number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    }
  } while (accepted < 0 && (errno == EINTR || errno == ECONNABORTED));
  if (accepted < 0) {
    return Err{last_error()};
  }
  send_at_once(accepted);
  return Socket(FileDescriptor(accepted));
}

Result<SocketAddress, IoError> ListenSocket::local_address() const {
  return name_of(number(), false);
}

Result<ListenSocket, IoError> ListenSocket::duplicate() const {
  FileDescriptor copy = descriptor_.duplicate();
  if (!copy.is_open()) {
    return Err{last_error()};
  }
  return ListenSocket(std::move(copy));
}

}  // namespace ferrule::io
