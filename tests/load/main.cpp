// SPDX-License-Identifier: Apache-2.0 OR MIT
// load_client PORT CONNECTIONS SLOW BYTES LIMIT_S: runs the load and prints what came of it as
// JSON.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ferrule/io/signals.hpp"
#include "tests/load/arguments.hpp"
#include "tests/load/load_client.hpp"
#include "tests/support/tls_pair.hpp"

namespace {

int run(const std::vector<std::string>& arguments) {
  using namespace ferrule;
  if (arguments.size() != 5 || !io::raise_descriptor_limit()) {
    std::cerr << "usage: load_client PORT CONNECTIONS SLOW BYTES LIMIT_S\n";
    return 2;
  }
  testing::Load load;
  load.server = io::SocketAddress::parse("127.0.0.1:" + arguments[0]).value();
  load.connections = static_cast<u32>(std::stoul(arguments[1]));
  load.slow = static_cast<u32>(std::stoul(arguments[2]));
  load.bytes = std::stoull(arguments[3]);
  load.limit_ms = std::stoull(arguments[4]) * 1000;
  const auto config = testing::client_builder().build().value();
  const testing::LoadResult result = testing::run_load(load, config);
  const nlohmann::json report = {{"finished", result.finished},
                                 {"failed", result.failed},
                                 {"bytes_verified", result.bytes_verified},
                                 {"handshakes_ms", result.handshakes_ms},
                                 {"fast_finished_ms", result.fast_finished_ms},
                                 {"all_finished_ms", result.all_finished_ms}};
  std::cout << report << "\n";
  return result.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) { return run(ferrule::testing::copy_arguments(argc, argv)); }
