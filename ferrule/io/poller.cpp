// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/poller.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {
namespace {

constexpr u32 kEnded = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

Result<FileDescriptor, IoError> owned(int number) {
  if (number < 0) {
    return Err{io_error_from_errno(errno)};
  }
  return FileDescriptor(number);
}

Result<void, IoError> control(int epoll, int operation, int number, u32 events, u64 token) {
  int result = 0;
  UNSAFE("the event lives during the call; u64 is the member of its union used throughout") {
    epoll_event event{};
    event.events = events;
    event.data.u64 = token;
    result = ::epoll_ctl(epoll, operation, number, &event);
  }
  if (result != 0) {
    return Err{io_error_from_errno(errno)};
  }
  return ok();
}

Readiness readiness_of(const epoll_event& event) {
  const u32 events = event.events;
  Readiness made{};
  made.readable = (events & (EPOLLIN | kEnded)) != 0;
  made.writable = (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
  UNSAFE("control() stores u64 in every event, so it is the member alive") {
    made.token = event.data.u64;
  }
  return made;
}

}  // namespace

Result<Poller, IoError> Poller::make() {
  int made = -1;
  UNSAFE("epoll_create1 takes a number only") {
    made = ::epoll_create1(EPOLL_CLOEXEC);
  }
  TRY(FileDescriptor epoll, owned(made));
  return Poller(std::move(epoll));
}

Result<void, IoError> Poller::watch_edges(int number, u64 token) {
  return control(epoll_.number(), EPOLL_CTL_ADD, number, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                 token);
}

Result<void, IoError> Poller::watch_shared(int number, u64 token) {
  return control(epoll_.number(), EPOLL_CTL_ADD, number, EPOLLIN | EPOLLEXCLUSIVE, token);
}

Result<void, IoError> Poller::forget(int number) {
  return control(epoll_.number(), EPOLL_CTL_DEL, number, 0, 0);
}

Result<Poller::Events, IoError> Poller::wait(int limit_ms) {
  Array<epoll_event, Events::capacity()> raw{};
  int count = 0;
  UNSAFE("the array has as many places as the call is told") {
    count = ::epoll_wait(epoll_.number(), raw.data(), static_cast<int>(raw.size()), limit_ms);
  }
  Events events;
  if (count < 0 && errno != EINTR) {
    return Err{io_error_from_errno(errno)};
  }
  for (int i = 0; i < count; ++i) {
    if (!events.push(readiness_of(raw[static_cast<usize>(i)]))) {
      break;
    }
  }
  return events;
}

Result<Wakeup, IoError> Wakeup::make() {
  int made = -1;
  UNSAFE("eventfd takes numbers only") {
    made = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  }
  TRY(FileDescriptor event, owned(made));
  return Wakeup(std::move(event));
}

Result<Wakeup, IoError> Wakeup::duplicate() const {
  FileDescriptor copy = event_.duplicate();
  if (!copy.is_open()) {
    return Err{io_error_from_errno(errno)};
  }
  return Wakeup(std::move(copy));
}

void Wakeup::signal() const {
  const u64 one = 1;
  UNSAFE("eight bytes that live during the call; a full counter wakes up as well") {
    static_cast<void>(::write(event_.number(), &one, sizeof(one)) == 0);
  }
}

void Wakeup::drain() const {
  u64 count = 0;
  UNSAFE("eight bytes that live during the call; an empty counter is fine") {
    static_cast<void>(::read(event_.number(), &count, sizeof(count)) == 0);
  }
}

}  // namespace ferrule::io
