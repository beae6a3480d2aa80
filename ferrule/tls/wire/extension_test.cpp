// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/message_checks.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::tls {
namespace {

using testing::hex;

static_assert(round_trips<ServerName>(hex("000e00000b6578616d706c652e636f6d")));
static_assert(is_refused<ServerName>(hex("0000"), InvalidMessage::Truncated));
static_assert(is_refused<ServerName>(hex("0003000000"), InvalidMessage::BadServerName));
static_assert(is_refused<ServerName>(hex("000401000161"), InvalidMessage::BadServerName));
static_assert(is_refused<ServerName>(hex("000400000100"), InvalidMessage::BadServerName));
static_assert(is_refused<ServerName>(hex("00080000016100000162"), InvalidMessage::BadServerName));

static_assert(round_trips<SupportedGroups>(hex("0004001d0017")));
static_assert(is_refused<SupportedGroups>(hex("0000"), InvalidMessage::EmptyList));
static_assert(is_refused<SupportedGroups>(hex("0003001d00"), InvalidMessage::BadListLength));
static_assert(round_trips<SignatureAlgorithms>(hex("000404030804")));
static_assert(round_trips<SignatureAlgorithmsCert>(hex("00020403")));

static_assert(round_trips<ApplicationLayerProtocols>(hex("000c02683208687474702f312e31")));
static_assert(is_refused<ApplicationLayerProtocols>(hex("0000"), InvalidMessage::EmptyList));
static_assert(is_refused<ApplicationLayerProtocols>(hex("000100"),
                                                    InvalidMessage::BadProtocolName));

static_assert(round_trips<SupportedVersions>(hex("0403040303")));
static_assert(is_refused<SupportedVersions>(hex("00"), InvalidMessage::EmptyList));
static_assert(is_refused<SupportedVersions>(hex("03030403"), InvalidMessage::BadListLength));
static_assert(round_trips<SelectedVersion>(hex("0304")));

static_assert(round_trips<Cookie>(hex("0003010203")));
static_assert(is_refused<Cookie>(hex("0000"), InvalidMessage::BadCookie));

static_assert(round_trips<ClientKeyShares>(hex("000c001d0002aabb00170002ccdd")));
static_assert(round_trips<ClientKeyShares>(hex("0000")));
static_assert(is_refused<ClientKeyShares>(hex("0004001d0000"), InvalidMessage::BadKeyShare));
static_assert(is_refused<ClientKeyShares>(hex("000a001d0001aa001d0001bb"),
                                          PeerMisbehaved::DuplicateKeyShare));
static_assert(round_trips<ServerKeyShare>(hex("001d0002aabb")));
static_assert(round_trips<SelectedGroup>(hex("0017")));

static_assert(round_trips<PskKeyExchangeModes>(hex("020100")));
static_assert(is_refused<PskKeyExchangeModes>(hex("00"), InvalidMessage::EmptyList));
static_assert(round_trips<CertificateAuthorities>(hex("000500033001aa")));
static_assert(is_refused<CertificateAuthorities>(hex("00020000"),
                                                 InvalidMessage::BadDistinguishedName));
static_assert(is_refused<EarlyData>(hex("00"), InvalidMessage::BadEarlyData));
static_assert(round_trips<MaxEarlyData>(hex("00004000")));

static_assert(round_trips<OfferedPsks>(
    hex("00070001aa01020304"
        "0021200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")));
static_assert(is_refused<OfferedPsks>(hex("00070001aa010203040002"
                                          "01aa"),
                                      InvalidMessage::BadPskBinder));
static_assert(is_refused<OfferedPsks>(hex("0006000001020304"), InvalidMessage::BadPskIdentity));
static_assert(round_trips<SelectedPsk>(hex("0001")));

constexpr bool lists_are_walked_in_order() {
  const auto wire = hex("001d00170018");
  const auto list = WireList<crypto::NamedGroup>::decode(wire);
  const Array groups{crypto::kX25519, crypto::kSecp256r1, crypto::kSecp384r1};
  return list && list->size() == 3 && *list == WireList<crypto::NamedGroup>::of(groups.span()) &&
         list->contains(crypto::kSecp384r1) && !list->contains(crypto::kSecp521r1) &&
         *list->first() == crypto::kX25519;
}
static_assert(lists_are_walked_in_order());

template <usize N>
constexpr bool list_is_refused(const Array<u8, N>& wire, Error reason) {
  Reader reader(wire);
  const auto list = read_extensions(reader);
  return !list && list.error() == reason;
}
static_assert(list_is_refused(hex("0008fa010000fa010000"), PeerMisbehaved::DuplicateExtension));
static_assert(list_is_refused(hex("0003fa0100"), InvalidMessage::Truncated));
static_assert(list_is_refused(hex("0004fa010001"), InvalidMessage::Truncated));

constexpr Result<void, Error> check(Place place, const KnownExtensions& offered) {
  const auto wire = hex("0008002c0000ff010000");
  Reader reader(wire);
  FERRULE_TRY(const ExtensionList list, read_extensions(reader));
  FERRULE_TRYV(check_places(list, place));
  return check_solicited(list, offered);
}
static_assert(
    check(Place::ServerHello, KnownExtensions()).error().is(PeerMisbehaved::ForbiddenExtension));
static_assert(check(Place::HelloRetryRequest, KnownExtensions())
                  .error()
                  .is(PeerMisbehaved::UnsolicitedExtension));

TEST(Extensions, thousands_of_them_are_read_in_linear_time) {
  std::vector<u8> wire{0xff, 0xfc};
  for (u32 type = 0; type < 16383; ++type) {
    wire.push_back(static_cast<u8>(type >> 8U));
    wire.push_back(static_cast<u8>(type));
    wire.push_back(0);
    wire.push_back(0);
  }
  Reader reader(wire);
  const auto list = read_extensions(reader);
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->size(), 16383U);
}

TEST(Extensions, table_has_each_type_once) {
  for (usize i = 0; i < kExtensionTable.size(); ++i) {
    EXPECT_EQ(*index_in_table(kExtensionTable[i].type), i);
  }
}

}  // namespace
}  // namespace ferrule::tls
