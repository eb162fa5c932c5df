"""A phone with an app for codes, and a key with passkeys, as tests hold them in their hands."""

import json
import secrets
import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import Account

ORIGIN, HOST = "https://testserver", "testserver"
HALF_A_MINUTE = 30


def code_of(secret: str, later: int = 0) -> str:
    """Return the six digits that an app shows now, or so many half minutes later.

    As in an app, spaces in the key do not count.
    """
    key = secret.replace(" ", "")
    return format_hotp_value(hotp_value(key, int(time.time()) // HALF_A_MINUTE + later))


def app_of(account: Account) -> str:
    """Give an account an app, and return its key."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


@dataclass
class Key:
    """A key that makes a passkey and signs with it; `flags` say that it asked for a PIN."""

    flags: AuthenticatorData.FLAG = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    whose: str = ""

    def create(self, options: dict) -> str:
        """Answer what a page asks to add a passkey, as a browser sends it."""
        self.whose = options["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        about = AuthenticatorData.create(
            sha256(HOST.encode()),
            self.flags | AuthenticatorData.FLAG.AT,
            0,
            AttestedCredentialData.create(b"\0" * 16, self.number, public),
        )
        said = self._said("webauthn.create", options)
        attested = AttestationObject.create("none", about, {})
        return self._sent(clientDataJSON=said, attestationObject=attested)

    def get(self, options: dict) -> str:
        """Answer what a page asks to use a passkey."""
        about = AuthenticatorData.create(sha256(HOST.encode()), self.flags, 1)
        said = self._said("webauthn.get", options)
        signature = self.private.sign(about + said.hash, ec.ECDSA(SHA256()))
        whose = self.whose and {"userHandle": self.whose}
        return self._sent(
            clientDataJSON=said, authenticatorData=about, signature=signature, **(whose or {})
        )

    def _said(self, kind: str, options: dict) -> CollectedClientData:
        """Return what the browser says that it was asked."""
        return CollectedClientData.create(kind, options["publicKey"]["challenge"], ORIGIN)

    def _sent(self, **response: bytes | str) -> str:
        """Return the credential as the form sends it."""
        number = websafe_encode(self.number)
        words = {
            name: its if isinstance(its, str) else websafe_encode(bytes(its))
            for name, its in response.items()
        }
        found = {"id": number, "rawId": number, "type": "public-key", "response": words}
        return json.dumps(found | {"clientExtensionResults": {}})
