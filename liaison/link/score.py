"""The judgement on two documents, relation by relation."""

from liaison.link.citing import citing
from liaison.link.copies import copies
from liaison.link.facts import Facts
from liaison.link.matter import same_matter
from liaison.link.rarity import Rarity
from liaison.link.translations import translations
from liaison.link.verdict import Verdict


def judge(one: Facts, other: Facts, rarity: Rarity) -> list[Verdict]:
    """Every relation between two documents that was considered, with its outcome.

    The order of the two does not matter: a relation with a direction says its source. `rarity`
    needs counts for the keys that either of them is filed under.
    """
    if other.identifier < one.identifier:  # whoever is met first, the outcome is one
        one, other = other, one
    return [
        *copies(one, other),
        *translations(one, other),
        *citing(one, other),
        *same_matter(one, other, rarity),
    ]
