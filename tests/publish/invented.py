"""A small invented record in five languages: no such mechanism, person or event exists."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from liaison.archive.models import Capture
from liaison.archive.warc import Answer, WarcWriter
from liaison.catalogue.models import Document, Edition, Finding, Withdrawal
from liaison.fetch.models import Address, Round
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet
from liaison.kernel.home import Home
from liaison.kernel.identifier import document_identifier
from liaison.kernel.partial_date import PartialDate

NOW = dt.datetime(2024, 6, 1, 9, 30, tzinfo=dt.UTC)
EARLIER = "an earlier wording"
UNWRITTEN = "none.warc.gz"

_SOURCE = """\
id: {id}
mechanism: {mechanism}
mechanism_name: {mechanism_name}
rehearsal: true
name: {name}
home: https://{host}.rehearsal.test/
addresses: [https://{host}.rehearsal.test/feed.xml]
reader: {{kind: feed}}
languages: [{languages}]
rhythm: 6 hours
quiet_after: 60 days
licence: {{text: {licence}}}
show: {show}
checked: {{last: never}}
"""
SOURCES = (
    (
        "harbour-statements",
        "harbour-commission",
        "Harbour Commission on Defenders",
        "Harbour Commission, statements",
        "harbour",
        "en, fr",
        "Free to reuse with the source named",
        "full",
    ),
    (
        "estuary-reports",
        "estuary-rapporteur",
        "Relatoría del Estuario",
        "Relatoría del Estuario, informes",
        "estuary",
        "es, en",
        "Excerpts allowed",
        "excerpt",
    ),
    (
        "steppe-letters",
        "steppe-council",
        "Степной совет по правам человека",
        "Степной совет, письма",
        "steppe",
        "ru",
        "to be checked",
        "link",
    ),
    (
        "oasis-appeals",
        "oasis-observatory",
        "مرصد الواحة لحماية المدافعين",
        "مرصد الواحة، النداءات",
        "oasis",
        "ar, en",
        "Free to reuse with the source named",
        "full",
    ),
    (
        "delta-press",
        "harbour-commission",
        "Harbour Commission on Defenders",
        "Harbour Commission, press room",
        "delta",
        "en",
        "to be checked",
        "full",
    ),
)


@dataclass(frozen=True)
class Said:
    """One invented document: its main edition, and translations of it by language."""

    source: str
    mechanism: str
    title: str
    language: str
    text: str
    published: str = ""
    kind: str = ""
    symbol: str = ""
    about: tuple[str, ...] = ()
    translations: dict[str, tuple[str, str]] = field(default_factory=dict)
    pdf: bool = False
    gone: bool = False
    references: tuple[str, ...] = ()
    country_words: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """Where it was published."""
        name = hashlib.sha256(self.title.encode()).hexdigest()[:8]
        return f"https://{self.source.partition('-')[0]}.rehearsal.test/{name}"

    @property
    def identifier(self) -> str:
        """Its public name."""
        return document_identifier(self.address)


_EN = (
    "The Commission is gravely concerned by the arrest of Ilva Torrendahl, a lawyer who defends fishing "
    "communities, in the port of Grindavík, Iceland. According to the information received, she was taken "
    "from her office on the morning of 3 May 2024 by officers who showed no warrant.\n\n"
    "The arrest follows a letter (HC/L/12/2024) in which the Commission asked the authorities to explain the "
    "search of the same office. No reply has been received.\n\n"
    "Human rights defenders must be able to do their work without fear. The Commission calls on Iceland to "
    "release her at once, and recalls that Article 9 of the Harbour Charter protects everyone who helps others "
    "to claim their rights.\n\n"
    "The Commission will follow the hearing, which is set for 17 June, and has asked to send an observer."
)
_FR = (
    "La Commission est vivement préoccupée par l’arrestation d’Ilva Torrendahl, avocate qui défend les "
    "communautés de pêcheurs, dans le port de Grindavík, en Islande.\n\n"
    "Les défenseurs des droits humains doivent pouvoir travailler sans crainte."
)
_ES = (
    (
        "La Relatoría visitó Uruguay del 2 al 9 de abril. Se reunió con autoridades, con 42 organizaciones y con "
        "personas defensoras de la tierra en tres departamentos.\n\n"
        "El informe examina la financiación de las asociaciones, la respuesta a las amenazas y la investigación de "
        "los ataques. En cuatro de los once casos seguidos por la Relatoría no se abrió investigación alguna.\n\n"
        "La Relatoría recomienda crear un mecanismo de protección con participación de las propias personas "
        "defensoras, con presupuesto propio y plazos de respuesta. Recuerda su informe ER/INF/3/2021 y las "
        "obligaciones que de él se derivan."
    )
    + "\n\nLas organizaciones consultadas señalaron además demoras en el acceso a los expedientes."
    * 4
)
_RU = (
    "Совет получил сообщение о том, что организация «Открытый берег» внесена в реестр без уведомления. "
    "Её руководитель Мирослав Гордеенко узнал об этом из газеты. Совет просит власти Монголии сообщить, на "
    "каком основании принято решение.\n\nПравозащитники не должны подвергаться преследованию за свою работу."
)
_AR = (
    "يعرب المرصد عن قلقه البالغ إزاء اختفاء المدافعة عن حقوق الإنسان سليمة الراشدي بعد مشاركتها في ندوة عن حرية "
    "تكوين الجمعيات في تونس. وقد شوهدت آخر مرة مساء 11 أيار/مايو 2024 برفقة زميلها Marek Dvalin.\n\n"
    "ويدعو المرصد السلطات إلى الكشف عن مكانها فورًا، ويذكّر بندائه السابق OA/UA/7/2023 الذي لم يرد عليه أحد.\n\n"
    "إن المدافعين عن حقوق الإنسان يجب أن يعملوا دون خوف."
)
_APPEAL_IN_ENGLISH = (
    "The Observatory is deeply concerned about the disappearance of the human rights defender "
    "Salima al-Rashidi after a seminar on freedom of association in Tunisia."
)

SAID: tuple[Said, ...] = (
    Said(
        "harbour-statements",
        "harbour-commission",
        "Iceland: arrest of a lawyer who defends fishing communities",
        "en",
        _EN,
        "2024-05-06",
        "press_release",
        "HC/S/31/2024",
        ("ISL",),
        {"fr": ("Islande : arrestation d’une avocate qui défend les communautés de pêcheurs", _FR)},
        pdf=True,
        references=("HC/L/12/2024", "HC/S/31/2024"),
        country_words=(("ISL", "Iceland"),),
    ),
    Said(
        "estuary-reports",
        "estuary-rapporteur",
        "Informe de la visita a Uruguay: financiación, amenazas e impunidad",
        "es",
        _ES,
        "2024-04",
        "visit_report",
        "ER/INF/5/2024",
        ("URY",),
        references=("ER/INF/3/2021",),
        country_words=(("URY", "Uruguay"),),
    ),
    Said(
        "steppe-letters",
        "steppe-council",
        "Письмо властям Монголии о внесении организации «Открытый берег» в реестр",
        "ru",
        _RU,
        "2023-11-20",
        "allegation_letter",
        "СС/П/8/2023",
        ("MNG",),
        country_words=(("MNG", "Монголии"),),
    ),
    Said(
        "oasis-appeals",
        "oasis-observatory",
        "نداء عاجل: اختفاء المدافعة عن حقوق الإنسان سليمة الراشدي بعد ندوة في تونس",
        "ar",
        _AR,
        "2024-05-14",
        "urgent_appeal",
        "OA/UA/9/2024",
        ("TUN",),
        {
            "en": (
                "Urgent appeal: disappearance of the defender Salima al-Rashidi after a seminar in Tunis",
                _APPEAL_IN_ENGLISH,
            )
        },
        references=("OA/UA/7/2023",),
        country_words=(("TUN", "تونس"),),
    ),
    Said(
        "harbour-statements",
        "harbour-commission",
        "Guidelines on the protection of those who defend the sea and the coast",
        "en",
        "Human rights defenders who protect the coast face threats of a particular kind. These guidelines "
        "say what States owe them.\n\nThey were adopted after a consultation with ninety organisations.",
        "2019",
        "thematic_report",
    ),
    Said(
        "harbour-statements",
        "harbour-commission",
        "The Commission ends its visit to New Zealand: openness, and delays in two trials",
        "en",
        "At the end of its visit the Commission thanked the authorities of New Zealand for their openness. Two "
        "trials of human rights defenders have been adjourned eleven times.",
        "2023-09-02",
        "statement",
        about=("NZL",),
        country_words=(("NZL", "New Zealand"),),
    ),
    Said(
        "estuary-reports",
        "estuary-rapporteur",
        "Comunicado: aumento de amenazas contra personas defensoras",
        "es",
        "La Relatoría expresa su preocupación por el aumento de las amenazas contra personas defensoras de "
        "derechos humanos en zonas rurales.",
        "2022-02-11",
        "press_release",
    ),
    Said(
        "oasis-appeals",
        "oasis-observatory",
        "تقرير سنوي عن أوضاع المدافعين عن حقوق الإنسان",
        "ar",
        "يتناول هذا التقرير أوضاع المدافعين عن حقوق الإنسان في اثني عشر بلدًا خلال عام 2022.",
        "2023",
        "annual_report",
    ),
    Said(
        "delta-press",
        "harbour-commission",
        "Agenda of the twelfth meeting",
        "en",
        "Adoption of the agenda. Human rights defenders and the sea. Other business.",
    ),
    Said(
        "delta-press",
        "harbour-commission",
        "Statement on the closing of the Tidewater Legal Clinic",
        "en",
        "The Tidewater Legal Clinic, which advised human rights defenders for thirty years, had to close.",
        "2021-12-10",
        "press_release",
        gone=True,
    ),
    Said(
        "steppe-letters",
        "steppe-council",
        "Ответ на запрос о статусе наблюдателей на суде",
        "ru",
        "Совет подтверждает, что наблюдатели вправе присутствовать на открытых заседаниях.",
        "2021-03",
        "reply",
    ),
    Said(
        "harbour-statements",
        "harbour-commission",
        "Note on a person who asked to be forgotten",
        "en",
        "This text must not be seen by anyone.",
        "2020-01-02",
        "press_release",
        about=("ISL",),
    ),
)
WITHDRAWN = SAID[-1]


def fill(home: Home, folder: Path, said: Sequence[Said] = SAID, now: dt.datetime = NOW) -> None:
    """Fill the database, the home's index and a folder of source files."""
    home.claim_for("rehearsal")
    declare(folder)
    writer = open_writer(home.index)
    for position, one in enumerate(said):
        row = _keep(one, position)
        if one is WITHDRAWN:
            Document.objects.filter(pk=row.pk).update(withdrawn=True)
            Withdrawal.objects.create(
                identifier=row.identifier, by="test", why="A person is in danger.", made_at=NOW
            )
            continue
        writer.add([_entry(one, row)])
    writer.commit()
    writer.close()
    archive(home)
    _rounds(now)


def declare(folder: Path) -> None:
    """Write the source files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("id", "mechanism", "mechanism_name", "name", "host", "languages", "licence", "show")
    for fields in SOURCES:
        text = _SOURCE.format(**dict(zip(names, fields, strict=True)))
        (folder / f"{fields[0]}.yaml").write_text(text, encoding="utf-8")


def capture(
    address: str,
    body: str,
    fetched_at: dt.datetime,
    document_address: str = "",
    source_id: str = "harbour-statements",
) -> Capture:
    """A capture of some words at some moment."""
    data = body.encode()
    return Capture.objects.create(
        source_id=source_id,
        address=address,
        address_key=document_identifier(address),
        document_address=document_address or address,
        role="document",
        fetched_at=fetched_at,
        status=200,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        warc=UNWRITTEN,
        offset=0,
        length=1,
    )


def archive(home: Home, bodies: Sequence[bytes] = ()) -> None:
    """Write what was captured, or said by an edition, or is one of `bodies`, into the archive."""
    texts = Edition.objects.values_list("text", flat=True)
    known = [*(text.encode() for text in texts), EARLIER.encode(), *bodies]
    by_hash = {hashlib.sha256(body).hexdigest(): body for body in known}
    with WarcWriter(home.archive, lambda: NOW) as writer:
        for row in Capture.objects.filter(sha256__in=by_hash, warc=UNWRITTEN):
            body = by_hash[row.sha256]
            headers = (("Content-Type", row.media_type),)
            place = writer.response(Answer(row.address, 200, "OK", headers, body, body), {})
            row.warc, row.offset, row.length = place.warc, place.offset, place.length
            row.save()


def _keep(one: Said, position: int) -> Document:
    first = NOW - dt.timedelta(days=40 - position)
    row = Document.objects.create(
        identifier=one.identifier,
        address=one.address,
        source_id=one.source,
        first_captured=first,
        gone_since=NOW - dt.timedelta(days=3) if one.gone else None,
        described_version=1,
        title=one.title,
        title_language=one.language,
        mechanism=one.mechanism,
        kind=one.kind,
        symbol=one.symbol,
        published=one.published,
        published_from=PartialDate.parse(one.published).first_day() if one.published else None,
        about=list(one.about),
        countries=list(one.about),
        languages=sorted({one.language, *one.translations}),
        changed_at=first + dt.timedelta(hours=1),
    )
    earlier = first - dt.timedelta(days=1)
    capture(one.address, EARLIER, earlier, source_id=one.source)
    _edition(row, one, _Form(one.address, "document", "html", one.language), one.title, one.text)
    for language, (title, text) in one.translations.items():
        form = _Form(f"{one.address}/{language}", "translation", "html", language)
        _edition(row, one, form, title, text)
    if one.pdf:
        form = _Form(f"{one.address}.pdf", "attachment", "pdf", one.language)
        _edition(row, one, form, one.title, one.text)
    return row


@dataclass(frozen=True)
class _Form:
    address: str
    role: str
    format: str
    language: str


def _edition(row: Document, one: Said, form: _Form, title: str, text: str) -> None:
    kept = Edition.objects.create(
        document=row,
        capture=capture(form.address, text, row.first_captured, one.address, one.source),
        address=form.address,
        address_key=document_identifier(form.address),
        role=form.role,
        format=form.format,
        title=title,
        text=text,
        language=form.language,
        pages=12 if form.format == "pdf" else 0,
        understood_version=1,
    )
    said = [("reference", value, value) for value in one.references]
    said += [("country", value, words) for value, words in one.country_words]
    for kind, value, words in said:
        start = text.find(words)
        if start >= 0:
            Finding.objects.create(
                edition=kept,
                kind=kind,
                value=value,
                part="text",
                start=start,
                end=start + len(words),
                method="test",
                version=1,
                confidence=1.0,
            )


def _entry(one: Said, row: Document) -> Entry:
    return Entry(
        identifier=row.identifier,
        titles={
            one.language: one.title,
            **{code: title for code, (title, _) in one.translations.items()},
        },
        bodies={
            one.language: one.text,
            **{code: text for code, (_, text) in one.translations.items()},
        },
        references=one.references,
        published=row.published_from,
        changed=row.changed_at,
        facets={
            Facet.MECHANISM: [one.mechanism],
            Facet.SOURCE: [one.source],
            Facet.KIND: [one.kind] if one.kind else [],
            Facet.COUNTRY: list(one.about),
            Facet.LANGUAGE: row.languages,
        },
    )


def _rounds(now: dt.datetime) -> None:
    """One source is well, one blocked, one silent, one overdue, one was never looked at."""
    well = {"finished_at": now, "started_at": now, "listed": 9, "new": 2}
    Round.objects.create(source_id="harbour-statements", **well)
    Round.objects.create(
        source_id="oasis-appeals", **(well | {"new": 0, "failed": 9, "failure": "blocked"})
    )
    Round.objects.create(
        source_id="estuary-reports", **(well | {"new": 0, "failure": "nothing_new"})
    )
    long_ago = now - dt.timedelta(days=20)
    Round.objects.create(
        source_id="steppe-letters", **(well | {"started_at": long_ago, "finished_at": long_ago})
    )
    for number in range(3):
        address = f"https://harbour.rehearsal.test/lost/{number}"
        Address.objects.create(
            source_id="harbour-statements",
            address=address,
            address_key=document_identifier(address),
            document_address=address,
            role="document",
            first_listed=NOW,
            failure="slow" if number else "gone",
        )
