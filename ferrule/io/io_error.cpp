// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/io_error.hpp"

#include <cerrno>

namespace ferrule::io {
namespace {

IoErrorKind kind_of(int os_code) {
  switch (os_code) {
    case EAGAIN:
    case EINPROGRESS: return IoErrorKind::WouldBlock;
    case ETIMEDOUT: return IoErrorKind::TimedOut;
    case ECONNRESET:
    case EPIPE:
    case ENOTCONN:
    case ECONNABORTED: return IoErrorKind::Closed;
    case ECONNREFUSED: return IoErrorKind::Refused;
    case ENETUNREACH:
    case EHOSTUNREACH: return IoErrorKind::Unreachable;
    case EADDRINUSE: return IoErrorKind::AddressInUse;
    case EACCES:
    case EPERM: return IoErrorKind::PermissionDenied;
    case EADDRNOTAVAIL: return IoErrorKind::AddressUnavailable;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM: return IoErrorKind::TooManyFiles;
    default: return IoErrorKind::Other;
  }
}

}  // namespace

IoError io_error_from_errno(int os_code) { return {kind_of(os_code), os_code}; }

}  // namespace ferrule::io
