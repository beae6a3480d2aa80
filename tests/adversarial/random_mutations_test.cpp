// SPDX-License-Identifier: Apache-2.0 OR MIT
// 10,000 random mutations of handshakes, on the wire and inside the protection, and every byte on
// the wire: a handshake succeeds when what TLS 1.3 protects of it arrived as it was sent, and only
// then. Else somebody has an error, at the latest when the transport ends.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/adversarial/flight.hpp"
#include "tests/adversarial/protected_part.hpp"
#include "tests/adversarial/scenario.hpp"

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
void mutate_message(Random& random, Flight& flight) {
  SentMessage& victim = flight[below(random, flight.size())];
  mutate(random, victim.bytes);
  if (victim.content == Content::Handshake && victim.bytes.size() >= 4 && below(random, 2) == 0) {
    mend_length(victim);
  }
}

void append(std::vector<u8>& out, const std::vector<u8>& bytes) {
  for (const u8 byte : bytes) {
    out.push_back(byte);
  }
}

/// What one side sent, and what the other got instead.
struct Meddling {
  std::vector<u8> sent;
  std::vector<u8> arrived;

  [[nodiscard]] bool spared_the_protected() const { return sent == arrived; }
};

/// On the wire, `change(bytes)` alters the first flight that it wants to alter.
template <typename Change>
Outcome meddle_on_the_wire(const Scenario& scenario, tls::Side victim, Meddling& meddling,
                           Change&& change) {
  Meddling streams;
  TlsPair pair = scenario.pair();
  const Outcome outcome = pair.converse([&](tls::Side sender, std::vector<u8>& bytes) {
    if (sender == victim) {
      const bool is_untouched = streams.spared_the_protected();
      append(streams.sent, bytes);
      if (is_untouched) {
        change(bytes);
      }
      append(streams.arrived, bytes);
    }
  });
  meddling = {protected_part(Bytes(streams.sent)), protected_part(Bytes(streams.arrived))};
  return outcome;
}

/// Inside the protection, `change(flight)` alters the messages of a flight.
template <typename Change>
Outcome meddle_inside(const Scenario& scenario, tls::Side victim, Meddling& meddling,
                      Change&& change) {
  TlsPair pair = scenario.pair();
  return pair.converse([&](tls::Side sender, std::vector<u8>& bytes) {
    Flight flight = take_apart(bytes);
    if (sender == victim) {
      const bool is_untouched = meddling.spared_the_protected();
      append(meddling.sent, protected_part(flight));
      if (is_untouched) {
        change(flight);
      }
      append(meddling.arrived, protected_part(flight));
    }
    bytes = put_together(flight);
  });
}

void expect_outcome(const Outcome& outcome, const Meddling& meddling) {
  EXPECT_EQ(outcome.completed, meddling.spared_the_protected());
  EXPECT_FALSE(outcome.unnoticed);
}

void attack(Records records, Shape shape, u64 seed) {
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  const Scenario scenario(records, shape);
  Random random(seed);
  for (usize i = 0; i < kMutations / 4; ++i) {
    SCOPED_TRACE(::testing::Message() << "mutation " << i);
    const tls::Side victim = below(random, 2) == 0 ? tls::Side::Client : tls::Side::Server;
    Meddling meddling;
    const Outcome outcome = records == Records::Encrypted
                                ? meddle_on_the_wire(scenario, victim, meddling,
                                                     [&](std::vector<u8>& bytes) {
                                                       if (below(random, 2) == 0) {
                                                         mutate(random, bytes);
                                                       }
                                                     })
                                : meddle_inside(scenario, victim, meddling, [&](Flight& flight) {
                                    if (below(random, 2) == 0) {
                                      mutate_message(random, flight);
                                    }
                                  });
    expect_outcome(outcome, meddling);
  }
}

TEST(RandomMutations, of_what_is_on_the_wire) { attack(Records::Encrypted, Shape::Plain, 1); }
TEST(RandomMutations, of_a_handshake_with_client_certificate) {
  attack(Records::Encrypted, Shape::ClientCertificate, 2);
}
TEST(RandomMutations, of_what_is_protected) {
  attack(Records::Transparent, Shape::ClientCertificate, 3);
}
TEST(RandomMutations, of_a_retried_hello) { attack(Records::Transparent, Shape::HelloRetry, 4); }

/// How many bytes `sender` sends in a handshake.
usize bytes_sent(const Scenario& scenario, tls::Side sender) {
  TlsPair pair = scenario.pair();
  usize count = 0;
  const Outcome outcome = pair.converse([&](tls::Side from, const std::vector<u8>& bytes) {
    count += from == sender ? bytes.size() : 0;
  });
  EXPECT_TRUE(outcome.completed);
  return count;
}

/// Flips a bit of every byte in turn; returns in how many places nobody minded.
usize flip_every_byte(const Scenario& scenario, tls::Side victim) {
  usize unprotected = 0;
  const usize size = bytes_sent(scenario, victim);
  for (usize at = 0; at < size; ++at) {
    SCOPED_TRACE(::testing::Message() << "byte " << at);
    Meddling meddling;
    usize start = 0;
    const Outcome outcome =
        meddle_on_the_wire(scenario, victim, meddling, [&](std::vector<u8>& bytes) {
          if (at >= start && at - start < bytes.size()) {
            u8& byte = bytes[at - start];
            byte = static_cast<u8>(byte ^ 1);
          }
          start += bytes.size();
        });
    expect_outcome(outcome, meddling);
    unprotected += outcome.completed ? 1 : 0;
  }
  return unprotected;
}

TEST(EveryByteOnTheWire, is_protected_but_for_minor_versions) {
  // Of ClientHello, of ServerHello, and of the change_cipher_spec of either.
  const Scenario scenario(Records::Encrypted, Shape::Plain, {.server = "ed25519", .client = ""});
  EXPECT_EQ(flip_every_byte(scenario, tls::Side::Client), 2U);
  EXPECT_EQ(flip_every_byte(scenario, tls::Side::Server), 2U);
}

}  // namespace
}  // namespace ferrule::testing
