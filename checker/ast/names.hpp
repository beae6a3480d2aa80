// SPDX-License-Identifier: Apache-2.0 OR MIT
// Looking a name up in a short list.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace ferrule::checker {

template <std::size_t N>
using Names = std::array<std::string_view, N>;

template <std::size_t N>
constexpr bool is_one_of(const Names<N>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string_view known) { return known == name; });
}

}  // namespace ferrule::checker
