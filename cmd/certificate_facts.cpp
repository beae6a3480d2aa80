// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/certificate_facts.hpp"

#include <chrono>

#include "cmd/text_bytes.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/io/socket_address.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::cmd {
namespace {

// id-at-commonName, id-at-organizationName, id-at-organizationalUnitName (RFC 5280, appendix A.1).
constexpr Array<u8, 3> kCommonName{0x55, 0x04, 0x03};
constexpr Array<u8, 3> kOrganization{0x55, 0x04, 0x0a};
constexpr Array<u8, 3> kUnit{0x55, 0x04, 0x0b};

/// The last value of `type` in the name, or nothing.
std::string attribute(Bytes name, Bytes type) {
  std::string found;
  pki::DerReader sets(name);
  while (!sets.empty()) {
    const auto set = sets.read(pki::DerTag::Set);
    if (!set) {
      return found;
    }
    pki::DerReader pairs(*set);
    while (!pairs.empty()) {
      const auto pair = pairs.read(pki::DerTag::Sequence);
      if (!pair) {
        return found;
      }
      pki::DerReader fields(*pair);
      const auto id = fields.read(pki::DerTag::ObjectId);
      const auto value = fields.read_any();
      if (id && value && equal(*id, type)) {
        found = printable(value->content);
      }
    }
  }
  return found;
}

std::string address_text(Bytes ip) {
  io::SocketAddress address{};
  if (ip.size() != 4 && ip.size() != 16) {
    return "?";
  }
  address.family = ip.size() == 4 ? io::AddressFamily::V4 : io::AddressFamily::V6;
  address.ip.span().first(ip.size()).copy_from(ip);
  return text_of(Span<const char>(address.format_ip().span()));
}

std::string two_digits(i64 value) { return std::to_string(100 + value).substr(1); }

std::string counted(i64 count, const std::string& unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

}  // namespace

std::string short_name(Bytes distinguished_name) {
  for (const auto& type : {kCommonName, kOrganization, kUnit}) {
    std::string found = attribute(distinguished_name, type.span());
    if (!found.empty()) {
      return found;
    }
  }
  return "(no name)";
}

std::vector<std::string> names_of(const pki::Certificate& certificate) {
  std::vector<std::string> found;
  pki::GeneralNames names = certificate.names();
  while (const Option<pki::GeneralName> name = names.next()) {
    if (name->type == pki::GeneralNameType::Dns) {
      found.push_back(printable(name->value));
    } else if (name->type == pki::GeneralNameType::Ip) {
      found.push_back(address_text(name->value));
    }
  }
  return found;
}

std::string date_of(i64 unix_seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(unix_seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return std::to_string(int{date.year()}) + "-" + two_digits(unsigned{date.month()}) + "-" +
         two_digits(unsigned{date.day()}) + " " + two_digits(clock.hours().count()) + ":" +
         two_digits(clock.minutes().count()) + " UTC";
}

std::string duration_of(i64 seconds) {
  if (seconds >= 86'400) {
    return counted(seconds / 86'400, "day");
  }
  if (seconds >= 3'600) {
    return counted(seconds / 3'600, "hour");
  }
  return counted(seconds < 60 ? 1 : seconds / 60, "minute");
}

i64 unix_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace ferrule::cmd
