// SPDX-License-Identifier: Apache-2.0 OR MIT
// The stages of a builder in which each asks for one thing that cannot be left out. Both sides
// start alike: with a provider and a clock.
#pragma once

#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/settings.hpp"

namespace ferrule::tls {

/// What a builder has been told so far.
struct FERRULE_OWNER Draft {
  AllocatorRef allocator;
  Settings settings;
};

/// The stage that asks for the time. `Next` is the one after it.
template <typename Next>
class FERRULE_OWNER WantsClock {
 public:
  [[nodiscard]] Next clock(Box<Clock> clock) && {
    draft_.settings.clock = Option<Box<Clock>>(std::move(clock));
    return Next(std::move(draft_));
  }

  /// With a provider whose objects outlive everything made with it.
  [[nodiscard]] static WantsClock with(AllocatorRef allocator, const crypto::Provider& provider) {
    Draft draft{allocator, Settings(allocator)};
    draft.settings.take_algorithms(provider);
    return WantsClock(std::move(draft));
  }
  /// With a provider that the configuration keeps alive.
  template <typename P>
  [[nodiscard]] static Result<WantsClock, AllocError> with(AllocatorRef allocator,
                                                           Arc<P> provider) {
    WantsClock stage = with(allocator, provider->provider());
    FERRULE_TRY(Box<ProviderOwner> owner,
                Box<SharedProvider<P>>::make(allocator, std::move(provider)));
    stage.draft_.settings.provider_owner = Option<Box<ProviderOwner>>(std::move(owner));
    return stage;
  }

 private:
  Draft draft_;

  explicit WantsClock(Draft draft) : draft_(std::move(draft)) {}
};

}  // namespace ferrule::tls
