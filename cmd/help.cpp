// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/help.hpp"

#include <array>
#include <string_view>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

struct FERRULE_VIEW Topic {
  std::string_view name;
  std::string_view text;
};

constexpr std::array<Topic, 47> kTopics{{
    {"exit-codes", R"(0 success          1 other failure      2 command line
3 file or setting  4 name or connect    5 timeout
6 certificate      7 TLS                8 HTTP
These numbers do not change their meaning.)"},
    {"steps", R"(What a guest is to do (ferrule guest --steps FILE, and test/steps of a module), a
step on each line:

  insmod FILE [NAME=VALUE...]   load a module; a name without slash is in /modules
  rmmod NAME                    unload it
  run PROGRAM [ARGUMENT...]     run a program to its end; without slash it is in /bin
  echo TEXT > FILE              write to a file of /proc or /sys
  read FILE                     show a file
  repeat COUNT ... end          the steps between, COUNT times, as one step
  shell                         a shell on the console, for a person

Before a step other than repeat and shell may stand `expect WHAT` (an error such as EINVAL, an exit
code, a signal such as SIGSEGV, the text that is read) and `within SECONDS` (60). Words with blanks
stand in double quotes; # starts a comment:

  expect EINVAL insmod blinky.ko interval_ms=soon
  insmod blinky.ko
  within 10 run use_blinky --quickly
  expect 500 read /sys/module/blinky/parameters/interval_ms
  rmmod blinky

Then it is checked that no module is left, that the kernel is not tainted by a warning or worse, and
where the kernel has kmemleak that nothing leaks. Programs and modules that print "KTAP version 1"
and results after it have these counted.)"},
    {"E-ADDRESS", "An address is written as 127.0.0.1:8443 or, for IPv6, as [::1]:8443."},
    {"E-BODY-SIZE", R"(With --json the body is part of the one object that is printed, up to
16 MiB. A larger one is written to a file with --output FILE, beside the object.)"},
    {"E-BUILD",
     R"(The module, or a program of its test, does not build; the compiler's own words stand
above. Its words on 'may_sleep' and 'atomic_context' are about code that may sleep
where it must not: see MAY_SLEEP in ferrule/kernel/context.hpp.)"},
    {"E-CERT-EXPIRED",
     R"(The certificate's last day has passed. Its issuer no longer vouches for the
key, and no longer says when it was stolen. The server's operator renews it and reloads the server;
a visitor checks the clock of this computer, and tells the operator.)"},
    {"E-CERT-FILE",
     R"(The file holds no certificate that can be read, or more than a chain may have.
It must be PEM text.)"},
    {"E-CERT-INVALID", R"(The certificate breaks a rule of RFC 5280 that safety rests on, or uses
something too weak. The message names the check. A new certificate is the only remedy.)"},
    {"E-CERT-ISSUER", R"(No chain leads from the certificate to a root that this computer trusts.
Most often the server does not send its intermediate certificates; else its authority is a private
one, whose root is given with --cafile or installed with update-ca-certificates.)"},
    {"E-CERT-NAME", R"(The certificate is genuine, but for other names. Only the subject alternative
names count, never the common name; "*.example.com" covers www.example.com, but neither example.com
nor a.b.example.com (RFC 9525).)"},
    {"E-CERT-NOT-YET", "The certificate's first day has not come: mostly a wrong clock."},
    {"E-CERT-SIGNATURE", "A certificate was changed after it was signed, or never signed so."},
    {"E-CHECKER",
     R"(The checker of the safe subset is a plugin of clang 19, ferrule_checker.so: in
libexec/ferrule of an installation, in lib of a build folder. Ferrule builds and installs it where
CMake was given -DFERRULE_BUILD_CHECKER=ON, which needs llvm-19-dev and libclang-19-dev; the preset
"release" does so. Another release of LLVM (FERRULE_LLVM) cannot load it. Modules build without.)"},
    {"E-CONFIG", "The settings do not fit together. The message names the reason."},
    {"E-CONNECT", "The address could not be reached, or nobody listens there."},
    {"E-CRYPTO", "libcrypto could not be used: its installation is broken."},
    {"E-DNS", "The name service knows no address for the name."},
    {"E-FILE", "The file does not exist, or cannot be read (a key log: written) by this user."},
    {"E-GUEST",
     R"(A guest did not do all that it was asked: a step failed, the kernel complained (oops,
warning, lock or memory report) or panicked. The KTAP text above, or "results", "splats" and "log"
of --json, tell where.)"},
    {"E-GUEST-FILE", R"(A file cannot be brought into the guest: it is not there, or a library that
it needs is not. Programs that are linked statically need none.)"},
    {"E-HTTP", "The response is not HTTP/1.1, or ended too early."},
    {"E-HTTP-STATUS", "The server answered with a status of 400 or more, and --fail was given."},
    {"E-INSTALL",
     R"(The program looks beside itself for what modules are built with: share/ferrule/kernel
of an installation, ferrule/kernel of a source tree. Copying bin/ferrule alone is not enough.)"},
    {"E-KERNEL", R"(No kernel is named by that. --kernel takes a release, as in /lib/modules, or a
folder of headers that Kbuild can use, with a slash in it.)"},
    {"E-KERNEL-HEADERS", R"(A module is built with the headers of the very kernel that will load it.
On Debian the package is linux-headers-RELEASE; linux-headers-amd64 follows the kernel of the
release. --kernel also takes a folder with a slash in it, such as a kernel's own build tree.)"},
    {"E-KERNEL-IMAGE",
     R"(The kernel to boot is neither in the cache ($FERRULE_CACHE/kernel/images,
else in $XDG_CACHE_HOME/ferrule or ~/.cache/ferrule) nor in /boot, and could not be downloaded with
apt-get. Nothing is ever installed: an image that is put into the cache by hand does as well.)"},
    {"E-KEY-FILE", R"(The file holds no private key that can be read: PKCS#8, PKCS#1 or SEC 1 in PEM
without a passphrase; RSA, ECDSA or Ed25519.)"},
    {"E-KEY-MISMATCH", R"(The private key and the first certificate of the file do not belong
together. Compare what these print: openssl x509 -in cert.pem -noout -pubkey, and
openssl pkey -in key.pem -pubout)"},
    {"E-LISTEN", "The port is taken, or this process may not use it."},
    {"E-MEMORY", "The system gave no more memory."},
    {"E-MODULE", R"(A module is a folder with a file Kbuild in it, which includes the make file that
`ferrule module mk` names. The module has the folder's name, and consists of all its .cpp files.)"},
    {"E-MODULE-NAME",
     R"(The name becomes that of the file, of the module in the kernel and of the device,
and part of names in C++: a lower-case letter, then such letters, digits and _, 40 at most. Names
that the kernel or its make files have already (printk, null, obj) are taken.)"},
    {"E-OUTPUT", "The body cannot be written where it was to go: a full disk, or a closed pipe."},
    {"E-PATH",
     R"(Kbuild hands paths to make and to shells without quotes: one with a blank, a quote, a
colon or another character that they have a use for cannot be built in, or with.)"},
    {"E-PEM", "The line that is named is not valid PEM (RFC 7468)."},
    {"E-QEMU", "QEMU is not installed, or gave up before the kernel started."},
    {"E-RESET", "The other side closed the connection without a word of TLS."},
    {"E-STEPS", "The named line is no step that a guest knows: ferrule help steps."},
    {"E-SUBSET",
     R"(The checker found what the safe subset of C++ has not: a raw pointer that is followed, a
cast, a view that outlives its source. Each message says what to write instead, and the rule's name
in brackets stands in docs/safe-subset.md. What cannot be written otherwise goes into
UNSAFE("why it is right") { ... }, and `ferrule module check` counts it.)"},
    {"E-SYSTEM", "The system refused something that every server needs; the message names it."},
    {"E-TIMEOUT", "A limit passed: see --timeout."},
    {"E-TOOL",
     R"(A program that builds modules is missing: make, or clang++-19. ferrule doctor checks
all of them and says which packages have them.)"},
    {"E-TRUST", "No store of trusted roots was found: install ca-certificates."},
    {"E-TLS", "The two sides found no common ground, or the other one broke the protocol."},
    {"E-TLS-ALERT", R"(The other side ended the handshake and gave its reason as an alert
(RFC 8446, 6.2). certificate_required and bad_certificate are about a client certificate.)"},
    {"E-TLS-TRUNCATED",
     R"(TCP ended without the close_notify that says "that was all", so data may be
missing. Old servers do so by mistake; an attacker on the way can do it on purpose.)"},
    {"E-URL", "A URL is written as https://host/path or https://host:port/path, in ASCII."},
}};

}  // namespace

std::optional<std::string> help(const std::string& topic) {
  for (const Topic& entry : kTopics) {
    if (entry.name == topic) {
      return std::string(entry.name) + "\n\n" + std::string(entry.text) + "\n";
    }
  }
  return std::nullopt;
}

std::string help_topics() {
  std::string text;
  for (const Topic& entry : kTopics) {
    text += std::string(entry.name) + "\n";
  }
  return text;
}

}  // namespace ferrule::cmd
