#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes the certificates and keys of the tests, with the openssl program. They are committed, so
that tests need no set-up and stay the same; run this only to make all of them anew. Names:
<who>.pem is a chain (leaf, then intermediate), <who>.key its
PKCS#8 key, ca.pem the root that is trusted, other_ca.pem one that nobody trusts."""

import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
FROM, UNTIL = "20200101000000Z", "21200101000000Z"
KEYS = {
    "rsa2048": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "rsa3072": ["RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
    "rsa4096": ["RSA", "-pkeyopt", "rsa_keygen_bits:4096"],
    "p256": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "p384": ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "p521": ["EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
    "ed25519": ["ED25519"],
}
NAMES = "DNS:localhost,DNS:example.test,DNS:*.wild.test,IP:127.0.0.1,IP:::1"
CONFIG = """
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
policy = any
default_md = sha256
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
"""


class Maker:
    def __init__(self, work: pathlib.Path):
        self.work = work
        (work / "index.txt").touch()
        (work / "serial").write_text("1001\n")

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.work, check=True, capture_output=True)

    def key(self, name: str, kind: str) -> None:
        self.openssl("genpkey", "-algorithm", *KEYS[kind], "-out", f"{name}.key")

    def certificate(self, name: str, issuer: str, extensions: str, start=FROM, end=UNTIL) -> None:
        """`name`.crt for `name`.key, signed by `issuer` (itself when the same)."""
        (self.work / "ca.cnf").write_text(CONFIG + "[ext]\n" + extensions)
        self.openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/CN=Ferrule test {name}",
                     "-out", f"{name}.csr")
        signer = ["-selfsign"] if issuer == name else ["-cert", f"{issuer}.crt"]
        self.openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "ext", "-in",
                     f"{name}.csr", "-keyfile", f"{issuer}.key", *signer, "-startdate", start,
                     "-enddate", end, "-out", f"{name}.crt")

    def authority(self, name: str, issuer: str, depth: str) -> None:
        self.key(name, "p256")
        self.certificate(name, issuer, "basicConstraints = critical,CA:TRUE" + depth
                         + "\nkeyUsage = critical,keyCertSign,cRLSign"
                         + "\nsubjectKeyIdentifier = hash\n"
                         + ("" if issuer == name else "authorityKeyIdentifier = keyid:always\n"))

    def leaf(self, name: str, kind: str, purpose="serverAuth", names=NAMES, issuer="intermediate",
             **dates) -> None:
        self.key(name, kind)
        self.certificate(name, issuer, "basicConstraints = critical,CA:FALSE\n"
                         "keyUsage = critical,digitalSignature\n"
                         f"extendedKeyUsage = {purpose}\nsubjectAltName = {names}\n"
                         "subjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid:always\n",
                         **dates)
        chain = (self.work / f"{name}.crt").read_text()
        if issuer == "intermediate":
            chain += (self.work / "intermediate.crt").read_text()
        (HERE / f"{name}.pem").write_text(chain)
        (HERE / f"{name}.key").write_text((self.work / f"{name}.key").read_text())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(pathlib.Path(folder))
        maker.authority("ca", "ca", "")
        maker.authority("intermediate", "ca", ",pathlen:0")
        maker.authority("other_ca", "other_ca", "")
        for name in ("ca", "other_ca"):
            (HERE / f"{name}.pem").write_text((maker.work / f"{name}.crt").read_text())
        for kind in KEYS:
            maker.leaf(kind, kind)
            maker.leaf(f"client_{kind}", kind, purpose="clientAuth", names="DNS:client.test")
        maker.leaf("expired", "p256", start="20200101000000Z", end="20210101000000Z")
        maker.leaf("not_yet_valid", "p256", start="21100101000000Z", end="21200101000000Z")
        maker.leaf("wrong_name", "p256", names="DNS:elsewhere.test")
        maker.leaf("unknown_issuer", "p256", issuer="other_ca")
        maker.leaf("client_unknown_issuer", "p256", purpose="clientAuth", issuer="other_ca",
                   names="DNS:client.test")


if __name__ == "__main__":
    main()
