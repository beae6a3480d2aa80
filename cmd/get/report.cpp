// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/report.hpp"

#include <nlohmann/json.hpp>

#include "cmd/certificate_facts.hpp"
#include "cmd/text_bytes.hpp"
#include "cmd/tls_names.hpp"
#include "ferrule/pki/certificate.hpp"

namespace ferrule::cmd {
namespace {

double milliseconds(u64 us) { return static_cast<double>(us) / 1000.0; }

std::string timing(u64 us) {
  const u64 tenths = us / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

nlohmann::json chain_json(const std::vector<ChainEntry>& chain) {
  auto made = nlohmann::json::array();
  for (const ChainEntry& entry : chain) {
    made.push_back({{"subject", entry.subject},
                    {"issuer", entry.issuer},
                    {"not_after", entry.not_after},
                    {"days_left", (entry.not_after - unix_now()) / 86'400},
                    {"names", entry.names}});
  }
  return made;
}

nlohmann::json fields_json(const std::vector<HttpField>& fields) {
  auto made = nlohmann::json::array();
  for (const HttpField& field : fields) {
    made.push_back({{"name", field.name}, {"value", field.value}});
  }
  return made;
}

}  // namespace

void note_connection(Report& report, const tls::Connection& connection) {
  report.version = version_name(connection);
  report.suite = suite_name(connection);
  report.group = group_name(connection);
  report.alpn = alpn_name(connection);
  report.chain.clear();
  for (usize i = 0; i < connection.peer_certificate_count(); ++i) {
    const auto der = connection.peer_certificate(i);
    if (!der) {
      return;
    }
    const auto certificate = pki::Certificate::parse(*der);
    if (certificate) {
      report.chain.push_back({short_name(certificate->subject), short_name(certificate->issuer),
                              certificate->not_after, names_of(*certificate)});
    }
  }
}

std::string head_text(const Report& report) {
  std::string text = "* connected to " + report.address + "\n";
  if (!report.version.empty()) {
    text += "* " + report.version + ", " + report.suite + ", " + report.group;
    text += report.alpn.empty() ? std::string() : ", ALPN " + report.alpn;
    text += "\n";
  }
  usize number = 0;
  for (const ChainEntry& entry : report.chain) {
    const i64 left = entry.not_after - unix_now();
    text += "* certificate " + std::to_string(++number) + ": " + entry.subject + ", signed by " +
            entry.issuer + ", ";
    text += left < 0 ? "expired " + duration_of(-left) + " ago" : duration_of(left) + " left";
    text += "\n";
  }
  if (report.status != 0) {
    text +=
        "< HTTP " + std::to_string(report.status) + " " + printable(bytes_of(report.reason)) + "\n";
  }
  for (const HttpField& field : report.fields) {
    text += "< " + printable(bytes_of(field.name)) + ": " + printable(bytes_of(field.value)) + "\n";
  }
  return text;
}

std::string timings_text(const Report& report) {
  return "* dns " + timing(report.dns_us) + ", connect " + timing(report.connect_us) + ", tls " +
         timing(report.tls_us) + ", first byte " + timing(report.first_byte_us) + ", total " +
         timing(report.total_us) + "\n";
}

nlohmann::json to_json(const Report& report, const std::optional<Problem>& problem) {
  nlohmann::json made = {{"schema", 1},
                         {"url", report.url},
                         {"ok", !problem.has_value()},
                         {"address", report.address},
                         {"tls",
                          {{"version", report.version},
                           {"suite", report.suite},
                           {"group", report.group},
                           {"alpn", report.alpn},
                           {"chain", chain_json(report.chain)}}},
                         {"http",
                          {{"status", report.status},
                           {"reason", report.reason},
                           {"fields", fields_json(report.fields)},
                           {"body_bytes", report.body_bytes}}},
                         {"timings_ms",
                          {{"dns", milliseconds(report.dns_us)},
                           {"connect", milliseconds(report.connect_us)},
                           {"tls", milliseconds(report.tls_us)},
                           {"first_byte", milliseconds(report.first_byte_us)},
                           {"total", milliseconds(report.total_us)}}}};
  if (problem.has_value()) {
    made["error"] = to_json(*problem);
  }
  return made;
}

}  // namespace ferrule::cmd
