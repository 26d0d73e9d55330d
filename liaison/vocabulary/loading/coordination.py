"""Meetings of the mechanisms and working groups, from their rows and entries."""

from liaison.vocabulary.files import Entry, Row
from liaison.vocabulary.loading.making import evidence, names, strings
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import Certainty, GroupResult, InterMechanismMeeting, WorkingGroup


def meeting(row: Row) -> InterMechanismMeeting:
    """A row of inter_mechanism_meetings.csv."""
    return InterMechanismMeeting(
        code=row["code"],
        names=names(row),
        number=row["number"],
        number_certainty=Certainty(row["number_certainty"]),
        since=row["from"],
        until=row["until"],
        date_certainty=Certainty(row["date_certainty"]),
        place=row["place"],
        organisers=several(row["organisers"]),
        hosts=several(row["hosts"]),
        themes=several(row["themes"]),
        conclusions=several(row["conclusions"]),
        evidence=evidence(row),
        note=row["note"],
    )


def group(entry: Entry) -> WorkingGroup:
    """An entry of working_groups.yaml."""
    return WorkingGroup(
        code=entry["code"],
        names=dict(entry["names"]),
        parent=entry["parent"],
        mechanism=entry.get("mechanism", ""),
        theme=entry.get("theme", ""),
        scope=entry.get("scope", ""),
        aims=strings(entry.get("aims", ())),
        coordinator=entry.get("coordinator", ""),
        members=strings(entry.get("members", ())),
        observers=strings(entry.get("observers", ())),
        languages=strings(entry.get("languages", ())),
        established=str(entry.get("established", "")),
        duration=entry.get("duration", ""),
        expected_results=strings(entry.get("expected_results", ())),
        addressees=strings(entry.get("addressees", ())),
        results=tuple(GroupResult(one["text"], evidence(one)) for one in entry.get("results", ())),
        evidence=evidence(entry),
    )
