// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/name/name_subtree.hpp"

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/directory_name.hpp"
#include "ferrule/pki/name/dns_name.hpp"
#include "ferrule/pki/name/ip_address.hpp"

namespace ferrule::pki {

namespace {

SubtreeMatch inside_if(bool condition) {
  return condition ? SubtreeMatch::Inside : SubtreeMatch::Outside;
}

SubtreeMatch match_dns(Bytes name, Bytes base, SubtreeUse use, Profile profile) {
  const bool below_only = !base.empty() && base[0] == '.' && profile == Profile::Private;
  const Bytes domain = below_only ? base.subspan(1) : base;
  if (!domain.empty() && !is_dns_name(domain)) {
    return SubtreeMatch::BadBase;
  }
  if (!is_presented_dns_name(name)) {
    return SubtreeMatch::BadName;
  }
  const bool is_wildcard = internal::is_wildcard(name);
  const Bytes fixed = is_wildcard ? name.subspan(2) : name;
  if (is_within_domain(fixed, domain) &&
      (!below_only || is_wildcard || fixed.size() > domain.size())) {
    return SubtreeMatch::Inside;
  }
  if (is_wildcard && use == SubtreeUse::Excluded) {
    // The wildcard may stand for the left-most label of the excluded name.
    const usize label = internal::first_label(domain).size();
    return inside_if(label + 1 < domain.size() &&
                     equal_ignoring_case(domain.subspan(label + 1), fixed));
  }
  return SubtreeMatch::Outside;
}

/// One bits, then zero bits.
bool is_contiguous_mask(Bytes mask) {
  bool ended = false;
  for (const u8 byte : mask) {
    for (u32 bit = 0x80; bit != 0; bit >>= 1) {
      const bool is_set = (byte & bit) != 0;
      if (is_set && ended) {
        return false;
      }
      ended = ended || !is_set;
    }
  }
  return true;
}

/// The constraint is an address and a mask, both as long as the address.
SubtreeMatch match_ip(Bytes name, Bytes base) {
  if (base.size() != 8 && base.size() != 32) {
    return SubtreeMatch::BadBase;
  }
  const Bytes network = base.first(base.size() / 2);
  const Bytes mask = base.last(base.size() / 2);
  if (!is_contiguous_mask(mask)) {
    return SubtreeMatch::BadBase;
  }
  if (!IpAddress::from_bytes(name)) {
    return SubtreeMatch::BadName;
  }
  if (name.size() != network.size()) {
    return SubtreeMatch::Outside;
  }
  for (usize i = 0; i < name.size(); ++i) {
    if (((name[i] ^ network[i]) & mask[i]) != 0) {
      return SubtreeMatch::Outside;
    }
  }
  return SubtreeMatch::Inside;
}

struct FERRULE_VIEW Mailbox {
  Bytes local;
  Bytes host;
};
/// "local@host" with one "@"; what is quoted is not looked into.
Option<Mailbox> parse_mailbox(Bytes text FERRULE_LIFETIMEBOUND) {
  const usize at = internal::find_byte(text, '@');
  if (at == 0 || at == text.size() || !is_dns_name(text.subspan(at + 1))) {
    return kNone;
  }
  return Mailbox{text.first(at), text.subspan(at + 1)};
}

/// A constraint is a mailbox, a host, or "." and a domain for all hosts below it.
SubtreeMatch match_email(Bytes name, Bytes base) {
  const Option<Mailbox> mailbox = parse_mailbox(name);
  if (internal::find_byte(base, '@') < base.size()) {
    const Option<Mailbox> wanted = parse_mailbox(base);
    if (!wanted) {
      return SubtreeMatch::BadBase;
    }
    if (!mailbox) {
      return SubtreeMatch::BadName;
    }
    return inside_if(equal(mailbox->local, wanted->local) &&
                     equal_ignoring_case(mailbox->host, wanted->host));
  }
  const bool below = !base.empty() && base[0] == '.';
  const Bytes host = below ? base.subspan(1) : base;
  if (!host.empty() && !is_dns_name(host)) {
    return SubtreeMatch::BadBase;
  }
  if (!mailbox) {
    return SubtreeMatch::BadName;
  }
  if (host.empty()) {
    return SubtreeMatch::Inside;
  }
  return inside_if(below
                       ? mailbox->host.size() > host.size() && is_within_domain(mailbox->host, host)
                       : equal_ignoring_case(mailbox->host, host));
}

}  // namespace

SubtreeMatch match_subtree(const GeneralName& name, const GeneralName& base, SubtreeUse use,
                           Profile profile) {
  switch (name.type) {
    case GeneralNameType::Dns: return match_dns(name.value, base.value, use, profile);
    case GeneralNameType::Ip: return match_ip(name.value, base.value);
    case GeneralNameType::Email: return match_email(name.value, base.value);
    case GeneralNameType::Directory: return inside_if(is_within_directory(name.value, base.value));
    case GeneralNameType::OtherName:
    case GeneralNameType::X400Address:
    case GeneralNameType::EdiParty:
    case GeneralNameType::Uri:
    case GeneralNameType::RegisteredId: return SubtreeMatch::Unsupported;
  }
  return SubtreeMatch::Unsupported;
}

}  // namespace ferrule::pki
