// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/url.hpp"

#include <string_view>

#include "ferrule/io/socket_address.hpp"

namespace ferrule::cmd {
namespace {

Problem bad_url(const std::string& text, const std::string& why) {
  return Problem(ExitCode::Usage, "E-URL", why)
      .at(text)
      .note("do", "write it as https://host/path or https://host:port/path");
}

/// What could end the request line or a field early, or is no URL character.
bool has_forbidden(const std::string& text) {
  for (const char c : text) {
    if (c <= ' ' || c > '~') {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<Url, Problem> Url::parse(const std::string& text) {
  const std::string scheme = "https://";
  if (!text.starts_with(scheme)) {
    if (text.starts_with("http://")) {
      return Err{bad_url(text, "only https is fetched: http has nothing to verify")};
    }
    return Err{bad_url(text, "this is no https URL")};
  }
  if (has_forbidden(text)) {
    return Err{bad_url(text, "the URL has a character that must be percent-encoded")};
  }
  const std::string rest = text.substr(scheme.size());
  const usize end = rest.find_first_of("/?#");
  std::string authority = rest.substr(0, end);
  if (authority.find('@') != std::string::npos) {
    return Err{bad_url(text, "the URL holds a user name, which this command does not send")};
  }
  Url url;
  std::string tail = end == std::string::npos ? "" : rest.substr(end);
  tail = tail.substr(0, tail.find('#'));
  url.target = tail.starts_with('/') ? tail : "/" + tail;
  const usize bracket = authority.rfind(']');
  const usize colon = authority.rfind(':');
  if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
    const auto port = io::parse_port(authority.substr(colon + 1));
    if (!port || *port == 0) {
      return Err{bad_url(text, "the port is not a number from 1 to 65535")};
    }
    url.port = *port;
    authority.resize(colon);
  }
  const bool v6 = authority.starts_with('[') && authority.ends_with(']');
  url.host = v6 ? authority.substr(1, authority.size() - 2) : authority;
  if (url.host.empty() || (!v6 && url.host.find(':') != std::string::npos)) {
    return Err{bad_url(text, "the URL names no host")};
  }
  return url;
}

std::string Url::authority() const {
  const bool v6 = host.find(':') != std::string::npos;
  const std::string name = v6 ? "[" + host + "]" : host;
  return port == 443 ? name : name + ":" + std::to_string(port);
}

}  // namespace ferrule::cmd
