"""What came back is judged by its content: 200 says nothing."""

import pytest

from liaison.archive.warc import Answer
from liaison.fetch.judge import judge
from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import ITEM_MEDIA_TYPE, Item

_TEXT = "<p>" + "The rapporteur expressed concern. " * 60 + "</p>"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def answer(content: str | bytes, path: str = "page", status: int = 200) -> Answer:
    data = content.encode() if isinstance(content, str) else content
    return Answer(f"http://odd.test/{path}", status, "", (), data, data)


def page(title: str, body: str = _TEXT, heading: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{body}</body></html>"


def judged(one: Answer, media_type: str = "text/html", *, listing: bool = False) -> str:
    try:
        judge(one, media_type, listing=listing)
    except SourceFailure as failure:
        assert one.address in str(failure)
        return failure.failure
    return "document"


@pytest.mark.parametrize(
    "title",
    [
        "Press release: page after page of threats",
        "Access denied to lawyers in detention, says rapporteur",
        "Not found guilty: defender acquitted",
        "404 days in prison",
        "Errors of judgment: a trial observed",
        "Error in law, the court finds",
        "Maintenance of public order and the right to assembly",
        "Доступ адвокатов ограничен",
        "Forbidden cities: journalists expelled",
    ],
)
def test_a_document_about_refusals_is_no_refusal(title: str) -> None:
    assert judged(answer(page(title, heading=title))) == "document"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Just a moment...", "blocked"),
        ("Attention Required! | Cloudflare", "blocked"),
        ("Access Denied", "blocked"),
        ("403 Forbidden", "blocked"),
        ("Доступ запрещён", "blocked"),
        ("404 Not Found", "gone"),
        ("Error 404", "gone"),
        ("Page not found | Example", "gone"),
        ("Page introuvable", "gone"),
        ("Página no encontrada - Ejemplo", "gone"),
        ("Страница не найдена", "gone"),
        ("الصفحة غير موجودة", "gone"),
        ("Página não encontrada", "gone"),
        ("500 Internal Server Error", "slow"),
        ("Service Unavailable", "slow"),
        ("Site under maintenance", "slow"),
        ("Error", "slow"),
        ("An unexpected error has occurred", "slow"),
        ("Erreur interne du serveur", "slow"),
        ("Ошибка сервера", "slow"),
    ],
)
def test_an_error_page_with_200_is_no_document(title: str, kind: str) -> None:
    short = "<p>Sorry.</p>"
    assert judged(answer(page(title, short))) == kind
    assert judged(answer(page("Example", short, heading=title))) == kind


def test_a_challenge_is_known_by_its_script() -> None:
    body = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'
    assert judged(answer(page("example.org", body))) == "blocked"
    assert judged(answer(page("An appeal", f"{_TEXT * 10}{body}"))) == "document"


@pytest.mark.parametrize("content", ["", " \n\t "])
@pytest.mark.parametrize("status", [200, 202])
def test_nothing_is_no_document(content: str, status: int) -> None:
    assert judged(answer(content, status=status)) == "changed_shape"


@pytest.mark.parametrize(
    ("path", "content", "media_type", "kind"),
    [
        ("a.pdf", PDF, "application/pdf", "document"),
        ("a.pdf", PDF, "text/html", "document"),
        ("a.pdf", page("Example"), "application/pdf", "changed_shape"),
        ("a.pdf?download=1", page("Example"), "text/html", "changed_shape"),
        ("a.docx", PDF, "application/pdf", "changed_shape"),
        ("a.doc", b"{\\rtf1 Text}", "application/msword", "document"),
        ("a", PDF, "application/octet-stream", "document"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100, "image/jpeg", "unreadable"),
        ("a.bin", b"\x7fELF" + bytes(range(200)), "text/html", "unreadable"),
    ],
)
def test_the_bytes_decide_what_it_is(
    path: str, content: str | bytes, media_type: str, kind: str
) -> None:
    assert judged(answer(content, path), media_type) == kind


def test_a_list_may_be_of_any_form_but_no_error_page() -> None:
    assert judged(answer("<rss><channel/></rss>"), "text/xml", listing=True) == "document"
    assert judged(answer(page("404 Not Found", "")), listing=True) == FailureClass.GONE


def test_an_answer_that_says_it_is_an_entry_of_ours_is_refused() -> None:
    """Entries that are documents come from no server: their status is 0."""
    item = Item("https://example.org/a", "Title", content="Words.").encode()
    with pytest.raises(SourceFailure, match="of a kind that Liaison cannot read"):
        judge(Answer("https://example.org/a", 200, "OK", (), item, item), ITEM_MEDIA_TYPE)
    judge(Answer("https://example.org/a", 0, "", (), item, item), ITEM_MEDIA_TYPE)
