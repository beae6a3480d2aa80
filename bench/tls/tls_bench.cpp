// SPDX-License-Identifier: Apache-2.0 OR MIT
// bench_tls: handshakes and bulk transfer in memory, client and server timed apart, Ferrule and
// libssl in turn so that both meet the same machine. Tab-separated; each figure is the median of
// its rounds, the last column Ferrule's divided by libssl's.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/tls/ferrule_tls.hpp"
#include "bench/tls/libssl.hpp"
#include "bench/tls/measure.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"

namespace ferrule::bench {
namespace {

constexpr int kHandshakes = 300;
constexpr int kTransfers = 7;
constexpr usize kTransfer = 256 << 20;
constexpr double kMega = 1e6;

constexpr Array kKeys = {std::string_view("rsa2048"), std::string_view("p256"),
                         std::string_view("p384"), std::string_view("ed25519")};
constexpr Array kSuites = {std::string_view("TLS_AES_128_GCM_SHA256"),
                           std::string_view("TLS_AES_256_GCM_SHA384"),
                           std::string_view("TLS_CHACHA20_POLY1305_SHA256")};

struct Samples {
  std::vector<double> client;
  std::vector<double> server;

  void add(Seconds seconds) {
    client.push_back(seconds.client);
    server.push_back(seconds.server);
  }
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void print_row(std::string_view what, std::string_view unit, double ours, double theirs) {
  std::cout << what << '\t' << unit << '\t' << std::fixed << std::setprecision(0) << ours << '\t'
            << theirs << '\t' << std::setprecision(2) << ours / theirs << std::endl;
}

/// Runs `work(library)` for both libraries in turn, `rounds` times, after one round that is not
/// counted.
template <typename Work>
bool sample(Library& ours, Library& theirs, int rounds, Samples& our_samples,
            Samples& their_samples, Work&& work) {
  for (int round = 0; round <= rounds; ++round) {
    const Seconds our_time = work(ours);
    const Seconds their_time = work(theirs);
    if (our_time.client < 0 || their_time.client < 0) {
      std::cerr << "bench_tls: " << (our_time.client < 0 ? "Ferrule" : "libssl") << " failed\n";
      return false;
    }
    if (round > 0) {
      our_samples.add(our_time);
      their_samples.add(their_time);
    }
  }
  return true;
}

bool bench_handshakes(const Setting& setting) {
  const auto ours = make_ferrule(setting);
  const auto theirs = make_libssl(setting);
  if (!ours || !theirs) {
    std::cerr << "bench_tls: cannot read ca.pem or " << setting.key << " in tests/pki\n";
    return false;
  }
  Samples our_samples;
  Samples their_samples;
  if (!sample(*ours, *theirs, kHandshakes, our_samples, their_samples,
              [](Library& library) { return time_handshake(library); })) {
    return false;
  }
  const std::string name = "handshake " + setting.key;
  print_row(name + " client", "per s", 1 / median(our_samples.client),
            1 / median(their_samples.client));
  print_row(name + " server", "per s", 1 / median(our_samples.server),
            1 / median(their_samples.server));
  return true;
}

bool bench_transfer(const Setting& setting) {
  const auto ours = make_ferrule(setting);
  const auto theirs = make_libssl(setting);
  Samples our_samples;
  Samples their_samples;
  if (!ours || !theirs ||
      !sample(*ours, *theirs, kTransfers, our_samples, their_samples,
              [](Library& library) { return time_transfer(library, kTransfer); })) {
    return false;
  }
  const double mega_bytes = static_cast<double>(kTransfer) / kMega;
  const std::string name = setting.suite;
  print_row(name + " send", "MB/s", mega_bytes / median(our_samples.server),
            mega_bytes / median(their_samples.server));
  print_row(name + " receive", "MB/s", mega_bytes / median(our_samples.client),
            mega_bytes / median(their_samples.client));
  return true;
}

int run() {
  std::cout << "scenario\tunit\tferrule\tlibssl\tratio\n";
  for (const std::string_view key : kKeys) {
    if (!bench_handshakes({.key = std::string(key), .suite = std::string(kSuites[0])})) {
      return 1;
    }
  }
  for (const std::string_view suite : kSuites) {
    if (!bench_transfer({.key = "p256", .suite = std::string(suite)})) {
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace ferrule::bench

int main() { return ferrule::bench::run(); }
