"""Mechanisms, from their entries."""

from liaison.vocabulary.files import Entry
from liaison.vocabulary.loading.making import evidence, strings
from liaison.vocabulary.terms import Certainty, Holder, MandateText, Mechanism


def mechanism(entry: Entry) -> Mechanism:
    """An entry of mechanisms.yaml."""
    return Mechanism(
        code=entry["code"],
        names=dict(entry["names"]),
        kind=entry["kind"],
        parent=entry["parent"],
        membership=entry["membership"],
        membership_note=entry.get("membership_note", ""),
        month_first=entry.get("numeric_dates") == "month first",
        mandate=tuple(
            MandateText(text["text"], text.get("year"), _certainty(text), text.get("note", ""))
            for text in entry["mandate"]
        ),
        holders=tuple(
            Holder(
                holder["name"],
                str(holder["from"]),
                str(holder.get("to", "")),
                _certainty(holder),
                holder.get("note", ""),
            )
            for holder in entry.get("holders", ())
        ),
        outputs=strings(entry["outputs"]),
        references=strings(entry["references"]),
        notes=strings(entry.get("notes", ())),
        evidence=evidence(entry),
    )


def _certainty(entry: Entry) -> Certainty:
    return Certainty(entry.get("certainty", Certainty.SEEN))
