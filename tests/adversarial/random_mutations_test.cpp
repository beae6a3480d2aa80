// SPDX-License-Identifier: Apache-2.0 OR MIT
// 10,000 random mutations of handshakes, on the wire and inside the protection: both sides must end
// or wait, never complete with something other than what was sent, and never crash.
#include <gtest/gtest.h>

#include <random>

#include "tests/adversarial/flight.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/adversarial/wire_tap.hpp"

namespace ferrule::testing {
namespace {

constexpr usize kMutations = 10000;

using Random = std::mt19937_64;

usize below(Random& random, usize bound) { return static_cast<usize>(random() % bound); }

/// Flips, overwrites, removes, doubles or inserts a few bytes.
void mutate(Random& random, std::vector<u8>& bytes) {
  const usize times = 1 + below(random, 3);
  for (usize i = 0; i < times && !bytes.empty(); ++i) {
    const usize at = below(random, bytes.size());
    switch (below(random, 5)) {
      case 0: bytes[at] = static_cast<u8>(bytes[at] ^ (1U << below(random, 8))); break;
      case 1: bytes[at] = static_cast<u8>(random()); break;
      case 2: bytes.resize(at); break;
      case 3: bytes.push_back(u8{bytes[at]}); break;
      default: std::swap(bytes[at], bytes[below(random, bytes.size())]); break;
    }
  }
}

/// One message of the flight mutated, with its length mended every other time.
std::vector<u8> mutate_message(Random& random, const std::vector<u8>& bytes) {
  Flight flight = take_apart(bytes);
  SentMessage& victim = flight[below(random, flight.size())];
  mutate(random, victim.bytes);
  if (victim.content == Content::Handshake && victim.bytes.size() >= 4 && below(random, 2) == 0) {
    mend_length(victim);
  }
  return put_together(flight);
}

void attack(Records records, Shape shape, u64 seed) {
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  const Scenario scenario(records, shape);
  Random random(seed);
  usize completed_after_a_change = 0;
  for (usize i = 0; i < kMutations / 4; ++i) {
    tls::Connection client = scenario.client();
    tls::Connection server = scenario.server();
    const Sender victim = below(random, 2) == 0 ? Sender::Client : Sender::Server;
    bool changed = false;
    const Outcome outcome =
        converse(client, server, [&](Sender sender, usize, const std::vector<u8>& bytes) {
          if (sender != victim || changed || below(random, 2) == 0) {
            return bytes;
          }
          std::vector<u8> other = bytes;
          if (records == Records::Encrypted) {
            mutate(random, other);
          } else {
            other = mutate_message(random, bytes);
          }
          changed = other != bytes;
          return other;
        });
    completed_after_a_change += changed && outcome.completed ? 1 : 0;
    EXPECT_TRUE(changed || outcome.completed);
  }
  // A legacy record version, or what a compatibility record holds, is not covered by the
  // transcript.
  EXPECT_LT(completed_after_a_change, kMutations / 4 / 10);
}

TEST(RandomMutations, of_what_is_on_the_wire) { attack(Records::Encrypted, Shape::Plain, 1); }
TEST(RandomMutations, of_a_handshake_with_client_certificate) {
  attack(Records::Encrypted, Shape::ClientCertificate, 2);
}
TEST(RandomMutations, of_what_is_protected) {
  attack(Records::Transparent, Shape::ClientCertificate, 3);
}
TEST(RandomMutations, of_a_retried_hello) { attack(Records::Transparent, Shape::HelloRetry, 4); }

}  // namespace
}  // namespace ferrule::testing
