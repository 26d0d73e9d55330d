"""Mechanisms, from their entries."""

from liaison.vocabulary.files import Entry
from liaison.vocabulary.loading.making import evidence, strings
from liaison.vocabulary.terms import (
    Certainty,
    Evidence,
    Holder,
    MandateText,
    Mechanism,
    WorkingMethod,
)


def mechanism(entry: Entry) -> Mechanism:
    """An entry of mechanisms.yaml."""
    known = evidence(entry)
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
        geographic=entry.get("geographic", ""),
        thematic=entry.get("thematic", ""),
        limits=strings(entry.get("limits", ())),
        sessions=entry.get("sessions", ""),
        methods=tuple(_method(one, known) for one in entry.get("methods", ())),
        submission=tuple(_method(one, known) for one in entry.get("submission", ())),
        notes=strings(entry.get("notes", ())),
        evidence=known,
    )


def _method(written: Entry, known: Evidence) -> WorkingMethod:
    """A method is known as its mechanism is, but for what it says of itself."""
    return WorkingMethod(
        written["text"],
        Evidence(
            written.get("source", known.source),
            Certainty(written.get("certainty", known.certainty)),
            written.get("checked", known.checked),
        ),
    )


def _certainty(entry: Entry) -> Certainty:
    return Certainty(entry.get("certainty", Certainty.SEEN))
