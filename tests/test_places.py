"""Place names in sentences, each with the GeoNames id it means: ``[Paris|2988507]``, ``[Camp Nowhere|]`` for none."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.nlp import ParsedArticle
from loader.places import Atlas, Place, find_places, load_atlas
from loader.places.atlas import HEADER, STRETCH, fold
from loader.places.links import Evidence, choose, kilometres
from loader.places.reading import Name
from loader.resources import resource_dir

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


def tagged(text: str) -> tuple[str, list[tuple[Span, int | None]]]:
    """A text without its tags, and what they say."""
    plain, expected, at = "", [], 0
    for tag in re.finditer(r"\[([^|\]]+)\|(\d*)\]", text):
        plain += text[at : tag.start()]
        expected.append((Span(len(plain), len(plain) + len(tag[1])), int(tag[2]) if tag[2] else None))
        plain, at = plain + tag[1], tag.end()
    return plain + text[at:], expected


EXAMPLES = [
    # countries, towns, divisions
    "The consultations were held in [Astana|1526273], [Kazakhstan|1522867], on Wednesday.",
    "Minister Ali Khan will visit [Bamako|2460596] on Monday.",
    "Ministers flew to [Bishkek|1528675] and then travelled to [Tashkent|1512569].",
    "He spoke at a gathering in [Khost|1136469] town on Tuesday, officials in [Afghanistan|1149361] said.",
    "The army struck in [Khost|1136469] and [Paktika|1131256], officials in [Afghanistan|1149361] said.",
    "A soldier was killed in [North Waziristan|1168875] in northwest [Pakistan|1168579].",
    "The attack took place in [Dera Ismail Khan|1180281], the army of [Pakistan|1168579] said.",
    "Delegations arrived in [Kiev|703448] for talks.",
    "The governor of the [Sverdlovsk Region|1490542] of [Russia|2017370] met them.",
    "They live in northern [Iraq|99237] and in the [United States|6252001].",
    # containment decides
    "The family moved to [Paris|4717560], [Texas|4736286], last year.",
    "The summit opened in [Paris|2988507] and the president of [France|3017382] spoke.",
    "The governor spoke in [Albany|5106834], [New York|5128638], on Monday.",
    "The envoy flew to [New York|5128581] for the session.",
    "The storm hit [Springfield|4250542], [Ill.|4896861], on Monday.",
    "The parade was in [Athens|264371], [Greece|390903].",
    "The parade was in [Athens|4180386], [Georgia|4197000].",
    "Rebels in [Georgia|614540] were backed by [Russia|2017370], officials in [Tbilisi|611717] said.",
    "Troops advanced in the region of [Mosul|99072], the army of [Iraq|99237] said.",
    # regions of the world have no entry
    "The situation in the [Middle East|] was discussed in [Cairo|360630].",
    "Ships were attacked in the [Red Sea|] off [Yemen|69543].",
    # capitals that act are no places
    "Islamabad accused Kabul of sheltering militants.",
    "Talks between Moscow and Washington have stalled.",
    "Tehran has rejected the offer, and Beijing welcomed it.",
    # parts of other names are no places
    "The Bank of England raised rates.",
    "The Washington Post first reported the story.",
    "Paris Hilton and Jack London were mentioned by the author.",
    # people and their adjectives are no places
    "French and Afghan officials met their Pakistani counterparts.",
    "The UN said it would send aid.",
    "The Thai army and the Polish president were praised.",
    "He was questioned by the Bureau about it.",
    "The assistant director in Charge of the office spoke.",
    "She works at the Justice Department.",
    "He called Chad Smith, and Jordan Peterson answered.",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_places_of_a_sentence(parse: Parse, atlas: Atlas, example: str) -> None:
    text, expected = tagged(example)
    assert [(p.span, p.geonameid) for p in find_places(parse(text), atlas)] == expected


def test_a_town_lies_in_its_country(parse: Parse, atlas: Atlas) -> None:
    astana, kazakhstan = find_places(parse("They met in Astana, Kazakhstan, on April 3."), atlas)
    assert (astana.name, astana.country) == ("Astana", "KZ")
    assert (kazakhstan.name, kazakhstan.country) == ("Kazakhstan", "KZ")
    assert (round(astana.lat or 0), round(astana.lon or 0)) == (51, 71)


def test_the_dateline_is_one_place(parse: Parse, atlas: Atlas) -> None:
    parsed = parse("ISLAMABAD: Pakistan on Thursday rejected the offer of talks with the group.\n")
    first = find_places(parsed, atlas)[0]
    assert first.span == parsed.layout.dateline
    assert (first.name, first.geonameid, first.country) == ("Islamabad", 1176615, "PK")


def test_a_name_means_one_place_in_an_article(parse: Parse, atlas: Atlas) -> None:
    text = "Police searched a house in Paris, Texas. The mayor of Paris thanked them. A court in Paris will hear it."
    ids = [p.geonameid for p in find_places(parse(text), atlas) if p.name == "Paris"]
    assert set(ids) == {4717560}


def test_the_publishers_country_counts(parse: Parse, atlas: Atlas) -> None:
    text = "A man was arrested in Richmond on Sunday."
    british = find_places(parse(text, url="https://www.example.co.uk/news/1"), atlas)
    assert [p.country for p in british] == ["GB"]


@pytest.mark.parametrize("url", ["https://www.example.com/1", "https://example.tv/1", "https://[broken/1", ""])
def test_an_address_that_tells_no_country_counts_for_none(parse: Parse, atlas: Atlas, url: str) -> None:
    (place,) = find_places(parse("He was arrested in Birmingham on Sunday.", url=url), atlas)
    assert place.country == "GB"


def test_what_nobody_can_tell_stays_unlinked(parse: Parse, atlas: Atlas) -> None:
    (place,) = find_places(parse("A man was arrested in Springfield on Sunday."), atlas)
    assert (place.geonameid, place.lat, place.country) == (None, None, None)


def test_places_are_in_text_order_and_apart(parse: Parse, atlas: Atlas) -> None:
    for example in EXAMPLES:
        spans = [p.span for p in find_places(parse(tagged(example)[0]), atlas)]
        assert spans == sorted(spans)
        assert not any(one.overlaps(other) for one, other in pairwise(spans))


def test_an_empty_text_has_no_places(parse: Parse, atlas: Atlas) -> None:
    assert find_places(parse(""), atlas) == ()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Khost", 1136469),
        ("KHOST", 1136469),
        ("Khōst", 1136469),
        ("the United Kingdom", 2635167),
        ("U.K.", 2635167),
        ("Bombay", 1275339),
        ("St Petersburg", 498817),
        ("Saint Petersburg", 498817),
        ("Khyber-Pakhtunkhwa", 1168873),
        ("Türkiye", 298795),
    ],
)
def test_the_atlas_knows(atlas: Atlas, name: str, id: int) -> None:
    assert id in [place.id for place in atlas.places(name)]


@pytest.mark.parametrize("name", ["", "Nowhereistan", "\t", ">", "khost\t", "Ill"])
def test_the_atlas_knows_no(atlas: Atlas, name: str) -> None:
    assert [place for place in atlas.places(name) if not place.behind and fold(name) != "khost"] == []


def test_every_name_of_the_table_is_found(atlas: Atlas) -> None:
    lines = atlas.table.decode().splitlines()
    names = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert names == sorted(names, key=str.encode)
    assert all(atlas.line(name) for name in (*names[:: STRETCH // 50], names[0], names[-1]))


def test_every_reference_leads_to_a_place(atlas: Atlas) -> None:
    lines = [line.split("\t") for line in atlas.table.decode().splitlines() if ">" in line]
    assert all(atlas.place(line[0], cell) for line in lines[::50] for cell in line[1:])


def test_the_table_names_its_source() -> None:
    with gzip.open(resource_dir("ontology") / "places.tsv.gz", "rt", encoding="utf-8") as table:
        assert "CC BY 4.0" in table.readline()


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv.gz"
    rows = "elsewhere\t>nowhere#7\nnowhere\t,7,1.5,2.25,PK,01,P,5000\n"
    path.write_bytes(gzip.compress((HEADER + rows).encode()))
    atlas = load_atlas(path)
    place = Place(7, "Nowhere", 1.5, 2.25, "PK", "01", "town", 5000)
    assert atlas.places("Nowhere") == (place,)
    assert [(p.name, p.alias) for p in atlas.places("elsewhere")] == [("Nowhere", True)]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(-80, 80), st.floats(-170, 170))
def test_distance_is_symmetric(lat: float, lon: float, lat2: float, lon2: float) -> None:
    one, other = (Place(i, "", a, b, "", "", "town", 0) for i, (a, b) in enumerate([(lat, lon), (lat2, lon2)]))
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert kilometres(one, one) == 0


def test_the_choice_does_not_depend_on_the_order_of_namesakes(atlas: Atlas) -> None:
    places = atlas.places("Richmond")
    for order in (places, places[::-1]):
        name = Name(0, 1, Span(0, 8), "Richmond", order)
        assert choose(name, None, Evidence(home="GB"), atlas.words) == places[[p.country for p in places].index("GB")]
