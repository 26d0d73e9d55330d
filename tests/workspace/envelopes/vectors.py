"""The test vectors of docs/reference/envelopes.md: `python -m tests.workspace.envelopes.vectors`.

Everything is invented, and made from fixed keys; only the sealed file differs each time.
"""

import datetime as dt
import hashlib
import json
from pathlib import Path

from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.format import Attachment, Contents
from liaison.workspace.envelopes.manifest import Manifest, Recipient, Sender, Subject, Terms, Told
from liaison.workspace.peers import card, fingerprint
from liaison.workspace.peers.card import Card
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from liaison.workspace.vault.pairs import Identity, Signer

FOLDER = Path(__file__).parent / "vectors"
FIRST = Signer(bytes(range(32)))
PRESENT = Signer(bytes(range(32, 64)))
OTHER = Signer(bytes(range(64, 96)))
# Made for this file, and used nowhere else.
IDENTITY = Identity("AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZ9K4CN")
OTHER_IDENTITY = Identity(
    "AGE-SECRET-KEY-1QGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQ0N3JDM"
)
MADE = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
CHAIN = (card.rotation(FIRST, PRESENT.public),)
SENDER = Sender(card.identifier_of(FIRST.public), PRESENT.public, CHAIN)
RECIPIENT = Recipient(card.identifier_of(OTHER.public), OTHER_IDENTITY.recipient)

MANIFEST = Manifest(
    "00112233445566778899aabbccddeeff",
    "person",
    Level.FULL,
    SENDER,
    RECIPIENT,
    Terms(Use.INTERNAL, Purpose.PROTECTION, may_forward=False, expires=MADE + dt.timedelta(30)),
    MADE,
    "ffeeddccbbaa99887766554433221100",
    Subject("person", "ATL", "2026-02", Urgency.B),
    None,
    (),
    Told(7, hashlib.sha256(b"seventh entry").digest()),
    None,
)
CONTENTS = Contents(
    {"text": "What is known so far, for your team alone."},
    {
        Facet.NARRATIVE: {"text": "Stopped at the harbour on her way home."},
        Facet.IDENTITY: {"names": ["Amina Example", "أمينة إكزامبل"]},
    },
    (Attachment("letter of March.txt", "text/plain", b"An invented letter.\n"),),
)
CARD = Card(
    SENDER.identifier,
    PRESENT.public,
    IDENTITY.recipient,
    ("Harbour Watch", "مرصد الميناء"),
    "https://vault.harbour-watch.example",
    bytes(32),
    CHAIN,
    MADE,
)
RECEIPT = receipts.Receipt(
    MANIFEST.identifier, hashlib.sha256(b"sealed").digest(), None, MADE, Told(3, bytes(32))
)


def made() -> dict[str, bytes]:
    """Each file but the sealed one."""
    told = [
        fingerprint.Party(SENDER.identifier, PRESENT.public, IDENTITY.recipient),
        fingerprint.Party(RECIPIENT.identifier, OTHER.public, RECIPIENT.key),
    ]
    numbers = fingerprint.numbers(*told)
    keys = {
        "first key of the sender, secret": FIRST.secret.hex(),
        "present key of the sender, secret": PRESENT.secret.hex(),
        "present key of the sender": PRESENT.public.hex(),
        "identifier of the sender": SENDER.identifier,
        "age identity of the sender": IDENTITY.secret,
        "key of the recipient, secret": OTHER.secret.hex(),
        "identifier of the recipient": RECIPIENT.identifier,
        "age identity of the recipient": OTHER_IDENTITY.secret,
        "words in English": " ".join(fingerprint.words(numbers, "en")),
        "groups of digits": " ".join(fingerprint.digits(numbers)),
    }
    return {
        "keys.json": json.dumps(keys, indent=1).encode() + b"\n",
        "card.json": card.write(CARD, PRESENT).encode(),
        "receipt.json": receipts.write(RECEIPT, OTHER).encode(),
        "envelope.zip": form.pack(MANIFEST, CONTENTS, PRESENT),
    }


if __name__ == "__main__":
    for name, content in made().items():
        (FOLDER / name).write_bytes(content)
    sealed = form.seal(form.pack(MANIFEST, CONTENTS, PRESENT), RECIPIENT.key)
    (FOLDER / "envelope.age").write_bytes(sealed)
