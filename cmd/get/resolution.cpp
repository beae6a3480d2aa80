// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/resolution.hpp"

#include <chrono>
#include <future>
#include <system_error>
#include <thread>

namespace ferrule::cmd {

Result<io::Addresses, io::IoError> resolve_within(u32 limit_ms, const std::string& host, u16 port) {
  using Found = Result<io::Addresses, io::IoError>;
  if (io::SocketAddress::parse_ip(host, port)) {
    return io::resolve(host, port);
  }
  std::promise<Found> promise;
  std::future<Found> found = promise.get_future();
  try {
    std::thread([host, port, promise = std::move(promise)]() mutable {
      promise.set_value(io::resolve(host, port));
    }).detach();
  } catch (const std::system_error& refused) {
    return Err{io::IoError{io::IoErrorKind::Other, refused.code().value()}};
  }
  if (found.wait_for(std::chrono::milliseconds(limit_ms)) != std::future_status::ready) {
    return Err{io::IoError{io::IoErrorKind::TimedOut, 0}};
  }
  return found.get();
}

}  // namespace ferrule::cmd
