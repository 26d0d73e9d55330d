"""Countries, organisations and memberships, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.loading.making import evidence, names
from liaison.vocabulary.terms import (
    Country,
    CountryName,
    FormerCode,
    Membership,
    Nationality,
    Organisation,
    PlaceKind,
    Places,
    Trap,
)


def country(row: Row) -> Country:
    """A row of countries.csv."""
    return Country(
        iso3=row["iso3"],
        iso2=row["iso2"],
        m49=row["m49"],
        names=names(row),
        region=row["region"],
        subregion=row["subregion"],
        independent=row["independent"],
    )


def country_name(row: Row) -> CountryName:
    """A row of country_names.csv."""
    return CountryName(row["iso3"], row["language"], row["name"], Trap(row["trap"]))


def former_code(row: Row) -> FormerCode:
    """A row of former_codes.csv."""
    return FormerCode(row["list"], row["code"], tuple(row["now"].split(" | ")), evidence(row))


def nationality(row: Row) -> Nationality:
    """A row of nationalities.csv."""
    return Nationality(row["iso3"], row["language"], row["word"], row["kind"])


def places(row: Row) -> Places:
    """A row of places.csv."""
    kind = PlaceKind(row["kind"])
    return Places(row["iso3"], row["language"], kind, tuple(row["names"].split(" | ")))


def organisation(row: Row) -> Organisation:
    """A row of organisations.csv."""
    return Organisation(row["code"], row["parent"], names(row))


def membership(row: Row) -> Membership:
    """A row of memberships.csv."""
    return Membership(
        organisation=row["organisation"],
        iso3=row["iso3"],
        status=row["status"],
        since=row["from"],
        until=row["until"],
        evidence=evidence(row),
        note=row["note"],
    )
