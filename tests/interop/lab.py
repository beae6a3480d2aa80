# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A certificate authority for one run: keys and chains of every kind the peers understand."""

import pathlib
import subprocess

KEYS = {
    "rsa2048": ["-newkey", "rsa:2048"],
    "rsa4096": ["-newkey", "rsa:4096"],
    "p256": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "p384": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "p521": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
    "ed25519": ["-newkey", "ed25519"],
}
SERVER = ["basicConstraints=CA:FALSE", "keyUsage=digitalSignature", "extendedKeyUsage=serverAuth"]
CLIENT = ["basicConstraints=CA:FALSE", "keyUsage=digitalSignature", "extendedKeyUsage=clientAuth"]
LOCALHOST = "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"


def openssl(*arguments: str, text: str | None = None) -> str:
    done = subprocess.run(["openssl", *arguments], input=text, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {done.stderr}")
    return done.stdout


class Identity:
    """A private key and its chain, leaf first."""

    def __init__(self, folder: pathlib.Path, name: str):
        self.name = name
        self.key = folder / f"{name}.key"
        self.chain = folder / f"{name}.pem"


class Lab:
    """A root, an intermediate, and what they sign. Everything lies in one folder."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.root = self._root("root", "Ferrule Lab Root")
        self.other_root = self._root("other-root", "Somebody Else's Root")
        self.intermediate = self._intermediate()

    def _root(self, name: str, common_name: str) -> pathlib.Path:
        certificate = self.folder / f"{name}.pem"
        openssl("req", "-x509", *KEYS["p256"], "-nodes",
                "-keyout", str(self.folder / f"{name}.key"), "-out", str(certificate),
                "-days", "30", "-subj", f"/CN={common_name}",
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=keyCertSign")
        return certificate

    def _intermediate(self) -> Identity:
        return self._issue("intermediate", "p256", "/CN=Ferrule Lab Intermediate",
                           ["basicConstraints=critical,CA:TRUE,pathlen:0", "keyUsage=keyCertSign"],
                           issuer="root", chain=[])

    def _issue(self, name: str, kind: str, subject: str, extensions: list[str], issuer: str,
               chain: list[pathlib.Path], dates: list[str] | None = None) -> Identity:
        identity = Identity(self.folder, name)
        request = self.folder / f"{name}.csr"
        openssl("req", "-new", *KEYS[kind], "-nodes", "-keyout", str(identity.key),
                "-out", str(request), "-subj", subject)
        settings = self.folder / f"{name}.ext"
        settings.write_text("\n".join(extensions) + "\n")
        leaf = openssl("x509", "-req", "-in", str(request),
                       "-CA", str(self.folder / f"{issuer}.pem"),
                       "-CAkey", str(self.folder / f"{issuer}.key"), "-CAcreateserial",
                       "-extfile", str(settings), *(dates or ["-days", "7"]))
        identity.chain.write_text(leaf + "".join(link.read_text() for link in chain))
        return identity

    def server(self, kind: str, name: str = "", san: str = LOCALHOST) -> Identity:
        return self._issue(name or f"server-{kind}", kind, "/CN=localhost", [*SERVER, san],
                           issuer="intermediate", chain=[self.intermediate.chain])

    def expired_server(self) -> Identity:
        """Valid for the blink of an eye that ended before this run: -days takes no past date."""
        return self._issue("server-expired", "p256", "/CN=localhost", [*SERVER, LOCALHOST],
                           issuer="intermediate", chain=[self.intermediate.chain],
                           dates=["-days", "-1"])

    def client(self, kind: str) -> Identity:
        return self._issue(f"client-{kind}", kind, f"/CN=client {kind}", CLIENT,
                           issuer="intermediate", chain=[self.intermediate.chain])

    def stranger(self) -> Identity:
        """A client certificate of another authority."""
        return self._issue("stranger", "p256", "/CN=stranger", CLIENT, issuer="other-root",
                           chain=[])
