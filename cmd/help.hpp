// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule help TOPIC`: what each code in a message means.
#pragma once

#include <optional>
#include <string>

namespace ferrule::cmd {

/// The text of a topic ("E-CERT-EXPIRED", "exit-codes"), or nothing.
[[nodiscard]] std::optional<std::string> help(const std::string& topic);
/// All topics, one per line.
[[nodiscard]] std::string help_topics();

}  // namespace ferrule::cmd
