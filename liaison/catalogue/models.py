"""What is said of what was published: documents, editions, findings, people's decisions."""

from django.db import models

from liaison.archive.models import Capture
from liaison.kernel.finding import Part
from liaison.kernel.item import Role
from liaison.kernel.reading import Format
from liaison.kernel.relation import Relation


class Document(models.Model):
    """One act of publishing, in all its editions.

    Everything below the line is derived by the step `describe` from findings and corrections.
    """

    identifier = models.CharField(max_length=13, unique=True)
    address = models.TextField()
    source_id = models.CharField(max_length=80)
    first_captured = models.DateTimeField()
    gone_since = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    # ---
    described_version = models.PositiveIntegerField(default=0)
    title = models.TextField(blank=True)
    title_language = models.CharField(max_length=8, blank=True)
    mechanism = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    symbol = models.CharField(max_length=120, blank=True)
    published = models.CharField(max_length=10, blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD")
    published_from = models.DateField(null=True, help_text="first day it may be: for sorting")
    about = models.JSONField(default=list, help_text="countries it is about, ISO 3166-1 alpha-3")
    countries = models.JSONField(default=list, help_text="countries mentioned, alpha-3")
    languages = models.JSONField(default=list, help_text="of its editions")
    violations = models.JSONField(default=list, help_text="told of: codes of the vocabulary")
    defenders = models.JSONField(default=list, help_text="kinds of defenders on whose behalf")
    perpetrators = models.JSONField(default=list, help_text="kinds of perpetrators named")
    rights = models.JSONField(default=list, help_text="at stake: codes of the vocabulary")
    themes = models.JSONField(default=list, help_text="codes of the vocabulary")
    accountability = models.JSONField(default=list, help_text="what followed: codes of outcomes")
    structural = models.JSONField(default=list, help_text="codes, each with ':' and its stage")
    changed_at = models.DateTimeField(help_text="when its description last changed")
    filed_version = models.PositiveIntegerField(default=0, help_text="under its link keys")
    linked_version = models.PositiveIntegerField(default=0, help_text="with other documents")
    matter = models.CharField(max_length=13, blank=True, db_index=True)
    activities_version = models.PositiveIntegerField(default=0, help_text="joined to activities")

    class Meta:
        """Newest first of a mechanism, of a source, of all; and what is out of date."""

        indexes = [
            models.Index(
                fields=["mechanism", "-published_from", "-id"], name="document_of_mechanism"
            ),
            models.Index(fields=["source_id", "-published_from", "-id"], name="document_of_source"),
            models.Index(fields=["-published_from", "-id"], name="document_newest"),
            models.Index(fields=["described_version", "id"], name="document_to_describe"),
            models.Index(fields=["-changed_at", "-id"], name="document_changed"),
            models.Index(fields=["symbol"], name="document_symbol"),
            models.Index(fields=["filed_version", "id"], name="document_to_file"),
            models.Index(fields=["linked_version", "id"], name="document_to_link"),
            models.Index(fields=["activities_version", "id"], name="document_to_join"),
        ]

    def __str__(self) -> str:
        """Its public identifier."""
        return self.identifier


class Edition(models.Model):
    """A document in one language and format, as last read."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="editions")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="editions")
    address = models.TextField()
    address_key = models.CharField(max_length=13)
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])
    format = models.CharField(max_length=8, choices=[(form.value, form.value) for form in Format])
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    stated_title = models.TextField(blank=True, help_text="from the feed or listing that led here")
    stated_date = models.TextField(blank=True, help_text="in the words of the page or feed")
    stated_language = models.CharField(max_length=35, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pages_without_text = models.PositiveIntegerField(default=0)
    pages_recognised = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True, help_text="as understood")
    understood_version = models.PositiveIntegerField(default=0)

    class Meta:
        """An address gives a document one edition."""

        constraints = [
            models.UniqueConstraint(fields=["document", "address_key"], name="edition_once"),
        ]
        indexes = [models.Index(fields=["understood_version", "id"], name="edition_to_understand")]

    def __str__(self) -> str:
        """Where it was published."""
        return self.address


class Finding(models.Model):
    """`liaison.kernel.finding.Finding`, kept."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    part = models.CharField(max_length=8, choices=[(part.value, part.value) for part in Part])
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    method = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    confidence = models.FloatField()

    class Meta:
        """Found by what they say, the last first."""

        indexes = [models.Index(fields=["kind", "value", "id"], name="finding_says_last")]

    def __str__(self) -> str:
        """What was found."""
        return f"{self.kind}: {self.value}"


class Link(models.Model):
    """Two documents that have to do with each other, why, and how sure that is.

    Derived from what was found in both, except where `decided`: then a person said so. Of a
    relation that has a direction (update, reply, translation) `document` is what updates,
    replies, translates; of one that has none, the identifier that sorts first. `reasons` are
    codes with their parameters, in which no person is named.
    """

    OUTCOMES = (("linked", "linked"), ("proposed", "proposed to an editor"))

    document = models.CharField(max_length=13, help_text="identifier")
    other = models.CharField(max_length=13, db_index=True, help_text="identifier")
    relation = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    decided = models.BooleanField(default=False)

    class Meta:
        """Two documents have a relation once; what is proposed is found by itself."""

        constraints = [
            models.UniqueConstraint(fields=["document", "other", "relation"], name="link_once"),
        ]
        indexes = [models.Index(fields=["outcome", "-score"], name="link_proposed")]

    def __str__(self) -> str:
        """Both ends."""
        return f"{self.document} {self.relation} {self.other}"


class Matter(models.Model):
    """The address of a case or structural matter that several documents tell of.

    Which documents those are stands in `Document.matter`. A matter that was merged into another
    keeps its row, so that its address goes on leading somewhere.
    """

    identifier = models.CharField(max_length=13, unique=True)
    founder = models.CharField(max_length=13, help_text="identifier of its first document")
    merged_into = models.CharField(max_length=13, blank=True, db_index=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        """Its public identifier."""
        return self.identifier


class Followed(models.Model):
    """What a document tells that followed, or of laws, or that a letter has a reply: for counting.

    Derived with its links. One row for each country that the document is about, and one for all
    ("" stands in `country`), so that an index alone counts any selection.
    """

    KINDS = (("outcome", "outcome"), ("law", "law or practice"), ("reply", "letter with a reply"))

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="followed")
    kind = models.CharField(max_length=8, choices=KINDS)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3")
    mechanism = models.CharField(max_length=60, blank=True)
    code = models.CharField(
        max_length=60, help_text="of the outcome, of the law, of the letter's kind"
    )
    year = models.CharField(max_length=4, blank=True, help_text="in which it was published")
    stage = models.CharField(max_length=60, blank=True, help_text="of a law")
    days = models.IntegerField(null=True, help_text="from a letter to its first reply")

    class Meta:
        """Counted by what they say, of a country, of a mechanism."""

        verbose_name_plural = "followed"
        indexes = [
            models.Index(
                fields=["kind", "country", "mechanism", "code", "year", "stage", "days"],
                name="followed_counted",
            ),
        ]

    def __str__(self) -> str:
        """What followed."""
        return f"{self.kind}: {self.code}"


class Correction(models.Model):
    """A person's word on one document: it wins over every finding, and survives every re-run.

    Keyed by the public identifier, not by a row, so that a catalogue rebuilt from the archive
    meets it again. It is never changed: a later one of the same kind takes its place.
    """

    ACTIONS = (("add", "add"), ("remove", "remove"), ("replace", "replace"))

    identifier = models.CharField(max_length=13, db_index=True)
    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=7, choices=ACTIONS)
    value = models.CharField(max_length=500)
    by = models.CharField(max_length=120)
    why = models.TextField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        """What it says."""
        return f"{self.action} {self.kind} {self.value}"


class Withdrawal(models.Model):
    """A document that must not be shown, and why: the tombstone that stands in its place."""

    identifier = models.CharField(max_length=13, db_index=True)
    by = models.CharField(max_length=120)
    why = models.TextField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        """Which document."""
        return self.identifier


class WithdrawnName(models.Model):
    """A person's name that no page, answer or search may show, kept as keyed digests alone.

    `digests` are those of `liaison.names.withdrawn_digests` with the secret of the home: whoever
    reads this table does not learn the name, and a text that holds it is known by them.
    """

    digests = models.JSONField()
    swept_at = models.DateTimeField(
        null=True, help_text="when the documents that hold it were last queued for the index"
    )
    by = models.CharField(max_length=120)
    why = models.TextField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        """Its number: there is nothing else to tell it by."""
        return f"withdrawn name {self.pk}"


class LinkDecision(models.Model):
    """A person's yes or no on one relation between two documents, once and for good.

    Keyed by public identifiers, in the order of `liaison.kernel.relation.ordered`, so that links
    made anew meet it again. It is never changed: a later one on the same two and the same relation
    takes its place until it is undone.
    """

    first = models.CharField(max_length=13, db_index=True)
    second = models.CharField(max_length=13, db_index=True)
    relation = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Relation])
    linked = models.BooleanField(help_text="yes: they stand in this relation; no: they do not")
    by = models.CharField(max_length=120)
    why = models.TextField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        """What it says."""
        return f"{self.first} {self.relation} {self.second}: {'yes' if self.linked else 'no'}"


class Absence(models.Model):
    """An address that no longer gives what it gave: what it said stays, and says so."""

    address_key = models.CharField(max_length=13, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        """Which address."""
        return self.address_key


class IndexTask(models.Model):
    """The outbox to the search index: a document whose entry there is out of date."""

    identifier = models.CharField(max_length=13)

    def __str__(self) -> str:
        """Which document."""
        return self.identifier


class Activity(models.Model):
    """A visit, session, hearing, event or call, as all documents that tell of it say together.

    Derived by the step `activities` from what each of them says (`Telling`): dates and status are
    those told last. `first_day` and `last_day` are for sorting.
    """

    identifier = models.CharField(max_length=13, unique=True)
    kind = models.CharField(max_length=20)
    mechanism = models.CharField(max_length=60, blank=True, help_text="of who told of it first")
    mechanisms = models.JSONField(default=list, help_text="of all documents that tell of it")
    countries = models.JSONField(default=list, help_text="ISO 3166-1 alpha-3")
    place = models.TextField(blank=True)
    starts = models.CharField(max_length=10, blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD")
    ends = models.CharField(max_length=10, blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    status = models.CharField(max_length=12)
    title = models.TextField(blank=True, help_text="of the document that told of it first")
    title_language = models.CharField(max_length=8, blank=True)
    shown = models.BooleanField(default=True, help_text="told by a document that is not withdrawn")

    class Meta:
        """What takes place when, of all and of a mechanism."""

        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["first_day", "id"], name="activity_by_day"),
            models.Index(fields=["kind", "first_day"], name="activity_of_kind"),
            models.Index(fields=["mechanism", "first_day"], name="activity_of_mechanism"),
        ]

    def __str__(self) -> str:
        """Its public identifier."""
        return self.identifier


class Telling(models.Model):
    """What one document says of one activity: announced, corrected, postponed, reported.

    Its identifier leads to the activity for good; the activity is called by that of the telling
    seen first. `near_day` is its first day, or where it has none, the day it was told.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="tellings")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="tellings")
    identifier = models.CharField(max_length=13, unique=True)
    kind = models.CharField(max_length=20)
    mechanism = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3")
    place = models.TextField(blank=True)
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    near_day = models.DateField()
    status = models.CharField(max_length=12)
    told_on = models.DateField(help_text="published, or else first captured")
    seen_at = models.DateTimeField(help_text="when its document was first captured")

    class Meta:
        """Found by what, where and when; of an activity, the first seen and the last told."""

        indexes = [
            models.Index(fields=["kind", "country", "near_day"], name="telling_near"),
            models.Index(fields=["kind", "country", "mechanism", "near_day"], name="telling_of"),
            models.Index(fields=["activity", "seen_at", "identifier"], name="telling_first_seen"),
            models.Index(fields=["activity", "-told_on", "-id"], name="telling_last_told"),
        ]

    def __str__(self) -> str:
        """What it says."""
        return f"{self.kind} {self.country} {self.starts}/{self.ends} {self.status}"
