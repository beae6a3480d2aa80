// SPDX-License-Identifier: Apache-2.0 OR MIT
// The `ferrule` command: its command line, and nothing else.
#include <algorithm>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cmd/command_line.hpp"
#include "cmd/doctor/doctor.hpp"
#include "cmd/exit_code.hpp"
#include "cmd/get/get.hpp"
#include "cmd/guest/ending_signals.hpp"
#include "cmd/guest/guest_command.hpp"
#include "cmd/help.hpp"
#include "cmd/module/module_command.hpp"
#include "cmd/problem.hpp"
#include "cmd/serve/server.hpp"
#include "cmd/serve/settings.hpp"
#include "cmd/terminal.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

/// Seconds as they are given.
struct Seconds {
  u32 handshake = 10;
  u32 idle = 300;
  u32 drain = 30;
  u32 connect = 10;
};

void add_serve(CLI::App& app, Settings& settings, Seconds& seconds, std::string& client_auth) {
  option(app, "--listen", settings.listen, "address and port, 127.0.0.1:8443", required());
  option(app, "--backend", settings.backend, "where the plain TCP service is", required());
  option(app, "--cert", settings.certificate_file, "certificate chain, PEM", required());
  option(app, "--key", settings.key_file, "private key, PEM", required());
  option(app, "--client-ca", settings.client_ca_file, "authorities of client certificates");
  option(app, "--client-auth", client_auth, "none, optional or required (with --client-ca)",
         one_of({"none", "optional", "required"}));
  option(app, "--alpn", settings.alpn, "protocols, best first, between commas: http/1.1", list());
  option(app, "--threads", settings.threads, "0: one for each processor", between(0, 1024));
  option(app, "--handshake-timeout", seconds.handshake, "seconds", between(1, 3'600));
  option(app, "--idle-timeout", seconds.idle, "seconds", between(1, 604'800));
  option(app, "--connect-timeout", seconds.connect, "seconds, to the backend", between(1, 3'600));
  option(app, "--drain-timeout", seconds.drain, "seconds from SIGTERM to the end",
         between(0, 86'400));
  option(app, "--max-connections", settings.limits.max_connections, "at the same time",
         between(1, 4'000'000));
  option(app, "--log-failures", settings.log_failures,
         "log lines per second about failed connections; 0: all", between(0, 1'000'000));
  app.add_flag("--json", settings.json, "log lines as JSON");
  app.add_flag("--check", settings.check_only, "check everything, then exit");
}

void add_get(CLI::App& app, GetOptions& options) {
  option(app, "url", options.url, "https://host[:port]/path", required());
  option(app, "--cafile,--cacert", options.ca_file, "trust these authorities (PEM) only");
  option(app, "--cert", options.certificate_file, "client certificate chain, PEM");
  option(app, "--key", options.key_file, "its private key, PEM");
  option(app, "--resolve", options.resolve, "HOST:PORT:ADDRESS instead of the name service");
  option(app, "-o,--output", options.output, "write the body to this file");
  option(app, "--timeout", options.timeout_s, "seconds for everything", between(1, 86'400));
  app.add_flag("-v,--verbose", options.verbose, "say what was agreed on, and how long it took");
  app.add_flag("--json", options.json, "one JSON object instead of the body and of messages");
  app.add_flag("--fail", options.fail, "a status of 400 or more is a failure");
}

void add_doctor(CLI::App& app, DoctorOptions& options) {
  option(app, "--kernel", options.kernels, "release, 6.12, or folder of headers; again");
  app.add_flag("--json", options.json, "one JSON object instead of text");
}

void add_guest(CLI::App& app, GuestOptions& options) {
  option(app, "--kernel", options.kernel,
         "release (6.12 is enough), folder of headers or of a build, or image", required());
  option(app, "--steps", options.steps_file, "file of steps; without it, boot and power off");
  option(app, "--file", options.files, "HOST[:GUEST], a module or program to bring along; again");
  option(app, "--append", options.append, "to the kernel's command line; again");
  option(app, "--timeout", options.timeout_s, "seconds for everything", between(1, 86'400));
  option(app, "--memory", options.memory_mb, "MiB", between(128, 65'536));
  app.add_flag("--icount", options.icount, "one processor whose clock counts instructions");
  app.add_flag("--json", options.json, "one JSON object at the end instead of KTAP");
}

int tell(const Problem& problem, bool json) {
  if (json) {
    const nlohmann::json object = {{"schema", 1}, {"ok", false}, {"error", to_json(problem)}};
    std::cerr << object.dump() << "\n";
  } else {
    std::cerr << to_text(problem, wants_colour());
  }
  return static_cast<int>(problem.exit);
}

int run_serve(Settings settings, const Seconds& seconds, const std::string& client_auth) {
  settings.limits.handshake_ms = seconds.handshake * 1000;
  settings.limits.idle_ms = seconds.idle * 1000;
  settings.limits.drain_ms = seconds.drain * 1000;
  settings.limits.connect_ms = seconds.connect * 1000;
  const bool has_ca = !settings.client_ca_file.empty();
  if (client_auth == "optional") {
    settings.client_auth = ClientAuth::Optional;
  } else if (client_auth == "required" || (client_auth.empty() && has_ca)) {
    settings.client_auth = ClientAuth::Required;
  }
  if (has_ca != (settings.client_auth != ClientAuth::None)) {
    return tell(Problem(ExitCode::Usage, "E-CONFIG",
                        "--client-ca and --client-auth go together: one says who vouches for "
                        "clients, the other whether they must show a certificate"),
                settings.json);
  }
  const Result<ExitCode, Problem> done = serve(settings);
  return done ? static_cast<int>(*done) : tell(done.error(), settings.json);
}

/// What runs programs and makes files ends them and removes these when it is told to end.
Result<ExitCode, Problem> tidily(const std::function<Result<ExitCode, Problem>()>& command) {
  const guest::EndingSignals held;
  return command();
}

int run_doctor(const DoctorOptions& options) {
  const Result<ExitCode, Problem> done = tidily([&] { return doctor(options); });
  return done ? static_cast<int>(*done) : tell(done.error(), options.json);
}

int run_guest(const GuestOptions& options) {
  const Result<ExitCode, Problem> done = tidily([&] { return run_guest_command(options); });
  return done ? static_cast<int>(*done) : tell(done.error(), options.json);
}

void add_kernels(CLI::App& app, ModuleOptions& options) {
  option(app, "folder", options.folder, "of the module; without it the one you are in");
  option(app, "--kernel", options.kernels,
         "a release (6.12 is enough) or a folder; may be repeated. Default: the one that runs");
}

void add_unchecked(CLI::App& app, ModuleOptions& options) {
  app.add_flag("--no-check", options.unchecked, "without the checker of the safe subset");
}

/// `ferrule module ...`: each part of it is a command of its own.
void add_module(CLI::App& app, ModuleOptions& options) {
  app.require_subcommand(1);
  option(subcommand(app, "new", "a driver with its test, in a folder of its own"), "name",
         options.name, "of the module: led_strip", required());
  CLI::App& build = subcommand(app, "build", "build with a kernel's own Kbuild");
  add_kernels(build, options);
  build.add_flag("--json", options.json, "one JSON object");
  add_unchecked(build, options);
  CLI::App& check = subcommand(app, "check", "does it stay in the safe subset? What is UNSAFE?");
  add_kernels(check, options);
  check.add_flag("--json", options.json, "one JSON object");
  CLI::App& test = subcommand(app, "test", "build, boot that kernel in QEMU, carry out test/steps");
  add_kernels(test, options);
  option(test, "--timeout", options.timeout_s, "seconds for each guest", between(1, 86'400));
  test.add_flag("--json", options.json, "one JSON object");
  add_unchecked(test, options);
  CLI::App& shell =
      subcommand(app, "run", "build, and have a shell in a guest with the module loaded");
  add_kernels(shell, options);
  add_unchecked(shell, options);
  CLI::App& dkms = subcommand(app, "dkms", "write dkms.conf");
  option(dkms, "folder", options.folder, "of the module; without it the one you are in");
  option(dkms, "--version", options.version, "of the package");
  static_cast<void>(subcommand(app, "mk", "print the make file that a Kbuild includes"));
}

Result<ExitCode, Problem> module_command(const CLI::App& app, const ModuleOptions& options) {
  if (app.got_subcommand("new")) {
    return new_module(options);
  }
  if (app.got_subcommand("build")) {
    return build_modules(options);
  }
  if (app.got_subcommand("check")) {
    return check_module(options);
  }
  if (app.got_subcommand("test")) {
    return test_module(options);
  }
  if (app.got_subcommand("run")) {
    return run_module(options);
  }
  return app.got_subcommand("dkms") ? write_dkms(options) : print_module_mk();
}

int run_module(const CLI::App& app, const ModuleOptions& options) {
  const Result<ExitCode, Problem> done = tidily([&] { return module_command(app, options); });
  return done ? static_cast<int>(*done) : tell(done.error(), options.json);
}

int run_help(const std::string& topic) {
  if (topic.empty()) {
    std::cout << "topics:\n" << help_topics();
    return static_cast<int>(ExitCode::Ok);
  }
  const std::optional<std::string> text = help(topic);
  if (!text.has_value()) {
    std::cerr << "error: there is no topic " << topic << "; `ferrule help` lists them\n";
    return static_cast<int>(ExitCode::Usage);
  }
  std::cout << *text;
  return static_cast<int>(ExitCode::Ok);
}

/// The word that stands in the place of one of the app's commands and is none; empty: there is
/// none.
std::string unknown_command(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining();
  return app.get_subcommands().empty() && !left.empty() ? left.front() : std::string();
}

/// CLI11 would only say that a command is required.
int explain(const CLI::App& app, const CLI::App& module_app, const CLI::ParseError& error) {
  const bool in_module = app.got_subcommand("module");
  const std::string name = in_module ? std::string("ferrule module") : std::string("ferrule");
  const std::string word = unknown_command(in_module ? module_app : app);
  if (!word.empty()) {
    std::cerr << "error: there is no " << (word[0] == '-' ? "option '" : "command '") << name << " "
              << word << "'; `" << name << " --help` lists them\n";
    return static_cast<int>(ExitCode::Usage);
  }
  const int code = app.exit(error);
  return code == 0 ? 0 : static_cast<int>(ExitCode::Usage);
}

int run(std::vector<std::string> arguments) {
  CLI::App app(
      "Ferrule: memory-safe TLS, and Linux modules in safe C++\n\n"
      "  ferrule serve --listen 127.0.0.1:8443 --backend 127.0.0.1:8080 --cert chain.pem "
      "--key key.pem\n  ferrule get https://example.com/ -v\n"
      "  ferrule module new blinky && ferrule module test blinky");
  app.set_version_flag("--version", std::string("ferrule " FERRULE_VERSION));
  app.require_subcommand(1);
  app.name("ferrule");
  Settings settings;
  Seconds seconds;
  std::string client_auth;
  GetOptions options;
  DoctorOptions doctor_options;
  GuestOptions guest_options;
  ModuleOptions module_options;
  std::string topic;
  add_serve(subcommand(app, "serve", "terminate TLS before a TCP service"), settings, seconds,
            client_auth);
  add_get(subcommand(app, "get", "fetch one https URL"), options);
  add_doctor(subcommand(app, "doctor", "can this machine build and test kernel modules?"),
             doctor_options);
  add_guest(subcommand(app, "guest", "boot a kernel in QEMU and carry out steps in it"),
            guest_options);
  CLI::App& module_app = subcommand(app, "module", "kernel modules in safe C++: new, build, test");
  add_module(module_app, module_options);
  option(subcommand(app, "help", "explain a code: help E-CERT-EXPIRED"), "topic", topic,
         "a code, exit-codes or steps");
  std::ranges::reverse(arguments);  // CLI11 takes them last first
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return explain(app, module_app, error);
  }
  if (app.got_subcommand("serve")) {
    return run_serve(settings, seconds, client_auth);
  }
  if (app.got_subcommand("get")) {
    return static_cast<int>(get(options));
  }
  if (app.got_subcommand("doctor")) {
    return run_doctor(doctor_options);
  }
  if (app.got_subcommand("guest")) {
    return run_guest(guest_options);
  }
  if (app.got_subcommand("module")) {
    return run_module(module_app, module_options);
  }
  return run_help(topic);
}

std::vector<std::string> copy_arguments(int count, char** values) {
  std::vector<std::string> copied;
  UNSAFE("main's contract: values has count strings that end in zero bytes") {
    for (int i = 1; i < count; ++i) {
      copied.emplace_back(values[i]);
    }
  }
  return copied;
}

}  // namespace
}  // namespace ferrule::cmd

int main(int argc, char** argv) {
  return ferrule::cmd::run(ferrule::cmd::copy_arguments(argc, argv));
}
