// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/ending_signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {
namespace {

enum class Use : u8 { Hold, Release, Watch };

/// The only place that knows the set. Gives the descriptor of Watch.
int use(Use what) {
  sigset_t set{};
  UNSAFE("set and disposition live during the calls; the handler is what is read of a union") {
    for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE}) {
      struct sigaction now{};
      if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
        ::sigaddset(&set, number);
      }
    }
    return what == Use::Watch
               ? ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)
               : ::pthread_sigmask(what == Use::Hold ? SIG_BLOCK : SIG_UNBLOCK, &set, nullptr);
  }
}

}  // namespace

EndingSignals::EndingSignals() { static_cast<void>(use(Use::Hold)); }
EndingSignals::~EndingSignals() { release(); }
void EndingSignals::release() { static_cast<void>(use(Use::Release)); }
io::FileDescriptor EndingSignals::watch() { return io::FileDescriptor(use(Use::Watch)); }

}  // namespace ferrule::cmd::guest
