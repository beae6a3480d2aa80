// SPDX-License-Identifier: Apache-2.0 OR MIT
// Every handshake message with every byte flipped, cut at every byte, doubled, left out and in
// another place: no handshake may succeed, and nobody may take it for a good end.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "ferrule/core/array.hpp"
#include "tests/adversarial/flight.hpp"
#include "tests/adversarial/scenario.hpp"

namespace ferrule::testing {
namespace {

/// Which message of which flight an attack is about.
struct Place {
  tls::Side sender = tls::Side::Client;
  usize flight = 0;  ///< of those that the sender sends
  usize message = 0;
};

std::string text(const Place& place, usize at) {
  const std::string sender =
      place.sender == tls::Side::Client ? std::string("client") : std::string("server");
  return sender + " flight " + std::to_string(place.flight) + " message " +
         std::to_string(place.message) + " byte " + std::to_string(at);
}

/// A conversation in which `change(sender, number of its flight, flight)` sees every flight.
template <typename Change>
Outcome with_flights(TlsPair& pair, Change&& change) {
  Array<usize, 2> sent = {0, 0};
  return pair.converse([&](tls::Side sender, std::vector<u8>& bytes) {
    Flight flight = take_apart(bytes);
    usize& number = sent[static_cast<usize>(sender)];
    change(sender, number, flight);
    ++number;
    bytes = put_together(flight);
  });
}

/// A conversation in which `change(flight)` is applied to the flight of `place`.
template <typename Change>
Outcome with_flight(TlsPair& pair, const Place& place, Change&& change) {
  return with_flights(pair, [&](tls::Side sender, usize number, Flight& flight) {
    if (sender == place.sender && number == place.flight) {
      change(flight);
    }
  });
}
template <typename Change>
Outcome with_flight(const Scenario& scenario, const Place& place, Change&& change) {
  TlsPair pair = scenario.pair();
  return with_flight(pair, place, change);
}

/// The same with `change(message)`.
template <typename Change>
Outcome with_message(const Scenario& scenario, const Place& place, Change&& change) {
  return with_flight(scenario, place, [&](Flight& flight) { change(flight[place.message]); });
}

/// The sizes of all handshake messages of an undisturbed conversation, with their places.
struct Survey {
  std::vector<Place> places;
  std::vector<usize> sizes;
};

Survey survey(const Scenario& scenario) {
  Survey found;
  TlsPair pair = scenario.pair();
  const Outcome outcome =
      with_flights(pair, [&](tls::Side sender, usize number, const Flight& flight) {
        for (usize i = 0; i < flight.size(); ++i) {
          if (flight[i].content == Content::Handshake) {
            found.places.push_back({.sender = sender, .flight = number, .message = i});
            found.sizes.push_back(flight[i].bytes.size());
          }
        }
      });
  EXPECT_TRUE(outcome.completed) << "the undisturbed handshake must work, re-framed as it is";
  return found;
}

/// `at`, or the last byte: an ECDSA signature may be a byte or two shorter than the one surveyed.
usize within(const SentMessage& message, usize at) {
  return std::min(at, message.bytes.size() - 1);
}

class DamagedMessages : public ::testing::TestWithParam<Shape> {};

TEST_P(DamagedMessages, every_flipped_byte_is_noticed) {
  const Scenario scenario(Records::Transparent, GetParam());
  const Survey found = survey(scenario);
  ASSERT_GE(found.places.size(), 6U);
  constexpr Array<u8, 2> kMasks = {0x01, 0x80};
  for (usize i = 0; i < found.places.size(); ++i) {
    for (usize at = 0; at < found.sizes[i]; ++at) {
      for (const u8 mask : kMasks) {
        const Outcome outcome = with_message(scenario, found.places[i], [&](SentMessage& message) {
          u8& byte = message.bytes[within(message, at)];
          byte = static_cast<u8>(byte ^ mask);
        });
        ASSERT_FALSE(outcome.completed || outcome.unnoticed) << text(found.places[i], at);
      }
    }
  }
}

TEST_P(DamagedMessages, every_cut_is_noticed) {
  const Scenario scenario(Records::Transparent, GetParam());
  const Survey found = survey(scenario);
  for (usize i = 0; i < found.places.size(); ++i) {
    for (usize size = 4; size < found.sizes[i]; ++size) {
      const Outcome outcome = with_message(scenario, found.places[i], [&](SentMessage& message) {
        message.bytes.resize(within(message, size));
        mend_length(message);
      });
      ASSERT_FALSE(outcome.completed) << text(found.places[i], size);
      ASSERT_TRUE(outcome.anyone_failed()) << text(found.places[i], size);
    }
  }
}

TEST_P(DamagedMessages, a_transport_that_ends_anywhere_is_an_error) {
  const Scenario scenario(Records::Transparent, GetParam());
  const Survey found = survey(scenario);
  for (usize i = 0; i < found.places.size(); ++i) {
    const Place& place = found.places[i];
    for (usize size = 0; size < found.sizes[i]; ++size) {
      TlsPair pair = scenario.pair();
      const Outcome outcome = with_flight(pair, place, [&](Flight& flight) {
        flight.resize(place.message + 1);
        flight[place.message].bytes.resize(within(flight[place.message], size));
      });
      ASSERT_FALSE(outcome.completed || outcome.unnoticed) << text(place, size);
      tls::Connection& receiver = pair.side(tls::other(place.sender));
      receiver.received_eof();
      ASSERT_FALSE(receiver.process_new_packets().has_value()) << text(place, size);
    }
  }
}

TEST_P(DamagedMessages, a_message_that_comes_twice_is_refused) {
  const Scenario scenario(Records::Transparent, GetParam());
  for (const Place& place : survey(scenario).places) {
    const Outcome outcome = with_flight(scenario, place, [&](Flight& flight) {
      Flight doubled;
      for (usize i = 0; i < flight.size(); ++i) {
        doubled.push_back(flight[i]);
        if (i == place.message) {
          doubled.push_back(flight[i]);
        }
      }
      flight = doubled;
    });
    EXPECT_FALSE(outcome.completed) << text(place, 0);
    EXPECT_TRUE(outcome.anyone_failed()) << text(place, 0);
  }
}

TEST_P(DamagedMessages, a_message_that_is_left_out_is_missed) {
  const Scenario scenario(Records::Transparent, GetParam());
  for (const Place& place : survey(scenario).places) {
    const Outcome outcome = with_flight(scenario, place, [&](Flight& flight) {
      Flight kept;
      for (usize i = 0; i < flight.size(); ++i) {
        if (i != place.message) {
          kept.push_back(flight[i]);
        }
      }
      flight = kept;
    });
    EXPECT_FALSE(outcome.completed || outcome.unnoticed) << text(place, 0);
  }
}

TEST_P(DamagedMessages, every_other_order_is_refused) {
  const Scenario scenario(Records::Transparent, GetParam());
  const Survey found = survey(scenario);
  usize tried = 0;
  for (usize a = 0; a < found.places.size(); ++a) {
    for (usize b = a + 1; b < found.places.size(); ++b) {
      const Place& first = found.places[a];
      const Place& second = found.places[b];
      if (first.sender != second.sender || first.flight != second.flight) {
        continue;
      }
      const Outcome outcome = with_flight(scenario, first, [&](Flight& flight) {
        auto held = std::move(flight[first.message].bytes);
        flight[first.message].bytes = std::move(flight[second.message].bytes);
        flight[second.message].bytes = std::move(held);
      });
      EXPECT_FALSE(outcome.completed) << text(first, 0) << " with " << text(second, 0);
      EXPECT_TRUE(outcome.anyone_failed()) << text(first, 0) << " with " << text(second, 0);
      ++tried;
    }
  }
  EXPECT_GE(tried, 6U);
}

INSTANTIATE_TEST_SUITE_P(Shapes, DamagedMessages,
                         ::testing::Values(Shape::Plain, Shape::ClientCertificate,
                                           Shape::HelloRetry));

}  // namespace
}  // namespace ferrule::testing
