// SPDX-License-Identifier: Apache-2.0 OR MIT
// Every handshake message with every byte flipped, and cut at every byte: no handshake may succeed,
// and both sides must end with an error, not with a crash.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "ferrule/core/array.hpp"
#include "tests/adversarial/flight.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/adversarial/wire_tap.hpp"

namespace ferrule::testing {
namespace {

/// Which byte of which message of which flight an attack is about.
struct Place {
  Sender sender = Sender::Client;
  usize round = 0;
  usize message = 0;
};

std::string text(const Place& place, usize at) {
  const std::string sender =
      place.sender == Sender::Client ? std::string("client") : std::string("server");
  return sender + " flight " + std::to_string(place.round) + " message " +
         std::to_string(place.message) + " byte " + std::to_string(at);
}

/// The sizes of all handshake messages of an undisturbed conversation, with their places.
struct Survey {
  std::vector<Place> places;
  std::vector<usize> sizes;
};

Survey survey(const Scenario& scenario) {
  Survey found;
  tls::Connection client = scenario.client();
  tls::Connection server = scenario.server();
  const Outcome outcome =
      converse(client, server, [&found](Sender sender, usize round, const std::vector<u8>& bytes) {
        const Flight flight = take_apart(bytes);
        for (usize i = 0; i < flight.size(); ++i) {
          if (flight[i].content == Content::Handshake) {
            found.places.push_back({.sender = sender, .round = round, .message = i});
            found.sizes.push_back(flight[i].bytes.size());
          }
        }
        return put_together(flight);
      });
  EXPECT_TRUE(outcome.completed) << "the undisturbed handshake must work, re-framed as it is";
  return found;
}

/// `at`, or the last byte: an ECDSA signature may be a byte or two shorter than the one surveyed.
usize within(const SentMessage& message, usize at) {
  return std::min(at, message.bytes.size() - 1);
}

/// A conversation in which `change(message)` was applied at `place`.
template <typename Change>
Outcome with_change(const Scenario& scenario, const Place& place, Change&& change) {
  tls::Connection client = scenario.client();
  tls::Connection server = scenario.server();
  return converse(client, server, [&](Sender sender, usize round, const std::vector<u8>& bytes) {
    if (sender != place.sender || round != place.round) {
      return bytes;
    }
    Flight flight = take_apart(bytes);
    change(flight[place.message]);
    return put_together(flight);
  });
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
        const Outcome outcome = with_change(scenario, found.places[i], [&](SentMessage& message) {
          u8& byte = message.bytes[within(message, at)];
          byte = static_cast<u8>(byte ^ mask);
        });
        ASSERT_FALSE(outcome.completed) << text(found.places[i], at);
      }
    }
  }
}

TEST_P(DamagedMessages, every_cut_is_noticed) {
  const Scenario scenario(Records::Transparent, GetParam());
  const Survey found = survey(scenario);
  for (usize i = 0; i < found.places.size(); ++i) {
    for (usize size = 4; size < found.sizes[i]; ++size) {
      const Outcome outcome = with_change(scenario, found.places[i], [&](SentMessage& message) {
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
      tls::Connection client = scenario.client();
      tls::Connection server = scenario.server();
      const Outcome outcome =
          converse(client, server, [&](Sender sender, usize round, const std::vector<u8>& bytes) {
            if (sender != place.sender || round != place.round) {
              return bytes;
            }
            Flight flight = take_apart(bytes);
            flight.resize(place.message + 1);
            flight[place.message].bytes.resize(within(flight[place.message], size));
            return put_together(flight);
          });
      ASSERT_FALSE(outcome.completed) << text(place, size);
      tls::Connection& receiver = place.sender == Sender::Client ? server : client;
      receiver.received_eof();
      ASSERT_FALSE(receiver.process_new_packets().has_value()) << text(place, size);
    }
  }
}

TEST_P(DamagedMessages, a_message_that_comes_twice_is_refused) {
  const Scenario scenario(Records::Transparent, GetParam());
  for (const Place& place : survey(scenario).places) {
    tls::Connection client = scenario.client();
    tls::Connection server = scenario.server();
    const Outcome outcome =
        converse(client, server, [&](Sender sender, usize round, const std::vector<u8>& bytes) {
          Flight flight = take_apart(bytes);
          if (sender == place.sender && round == place.round) {
            const SentMessage again = flight[place.message];
            flight.push_back(again);
            for (usize i = flight.size() - 1; i > place.message + 1; --i) {
              std::swap(flight[i], flight[i - 1]);
            }
          }
          return put_together(flight);
        });
    EXPECT_FALSE(outcome.completed) << text(place, 0);
    EXPECT_TRUE(outcome.anyone_failed()) << text(place, 0);
  }
}

TEST_P(DamagedMessages, a_message_that_is_left_out_is_missed) {
  const Scenario scenario(Records::Transparent, GetParam());
  for (const Place& place : survey(scenario).places) {
    tls::Connection client = scenario.client();
    tls::Connection server = scenario.server();
    const Outcome outcome =
        converse(client, server, [&](Sender sender, usize round, const std::vector<u8>& bytes) {
          Flight flight = take_apart(bytes);
          Flight kept;
          for (usize i = 0; i < flight.size(); ++i) {
            if (sender != place.sender || round != place.round || i != place.message) {
              kept.push_back(flight[i]);
            }
          }
          return put_together(kept);
        });
    EXPECT_FALSE(outcome.completed) << text(place, 0);
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
      if (first.sender != second.sender || first.round != second.round) {
        continue;
      }
      tls::Connection client = scenario.client();
      tls::Connection server = scenario.server();
      const Outcome outcome =
          converse(client, server, [&](Sender sender, usize round, const std::vector<u8>& bytes) {
            Flight flight = take_apart(bytes);
            if (sender == first.sender && round == first.round) {
              std::swap(flight[first.message].bytes, flight[second.message].bytes);
            }
            return put_together(flight);
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
