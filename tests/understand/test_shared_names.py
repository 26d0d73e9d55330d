"""Names that more than one country shares, settled by what else the text names."""

import pytest

from liaison.kernel.finding import FindingKind
from tests.understand.reading import Understood


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("In Atlanta, USA, the State of Georgia executed him; Georgia denied it", {"USA"}),
        ("Police in Tbilisi, Georgia", {"GEO"}),
        ("Police in Georgia and the USA; Georgian police", {"GEO", "USA"}),
        ("The Democratic Republic of the Congo; Congolese police; in Congo", {"COD"}),
        ("The Republic of the Congo: Congolese police in Brazzaville", {"COG"}),
        ("Congolese police", {"COD"}),
        ("The DPRK and Korean officials in Korea", {"PRK"}),
        ("The Republic of Korea and Korean officials", {"KOR"}),
        ("North Korea and South Korea; Koreans", {"PRK", "KOR"}),
        ("Niger, Nigeria and Nigerien troops", {"NER", "NGA"}),
        ("the Niger Delta", {"NGA"}),
        ("Dominica and the Dominican Republic", {"DMA", "DOM"}),
        ("South Sudanese troops in Sudan", {"SSD", "SDN"}),
        ("Northern Ireland and Ireland", {"GBR", "IRL"}),
        ("Papua New Guinea, Equatorial Guinea and Guinea-Bissau", {"PNG", "GNQ", "GNB"}),
        ("the former Yugoslavia and the former Soviet Union", set()),
        ("the Federal Republic of Yugoslavia", {"SRB"}),
        ("Zaire, Burma, Swaziland, Upper Volta", {"COD", "MMR", "SWZ", "BFA"}),
        ("Czechoslovakia, East Germany and the USSR", {"CZE", "DEU", "RUS"}),
        ("Kosovo, Western Sahara, Palestine", {"XKX", "ESH", "PSE"}),
        ("Hong Kong, Tibet and Chechnya", {"HKG", "CHN", "RUS"}),
        ("Абхазия и Южная Осетия", {"GEO"}),
        ("Malý princ; mali děti; a turkey; oman", set()),
        ("Israel Hernández, Jordan Smith and Chad Miller", set()),
    ],
)
def test_it_names(text: str, countries: set[str]) -> None:
    assert set(Understood(text).of(FindingKind.COUNTRY)) == countries
