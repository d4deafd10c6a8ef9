"""Whom descriptions and pronouns mean: the answer stands inside the example, as ``[words=label of the actor]``."""

from __future__ import annotations

import pytest

from loader.articles import Span
from loader.gazetteer import read_gazetteer
from loader.mentions import ActorWords, find_cast, load_actor_words
from tests.test_mentions import Parse, check


@pytest.fixture(scope="session")
def words() -> ActorWords:
    return load_actor_words(read_gazetteer())


@pytest.mark.parametrize(
    "example",
    [
        "Foreign ministry spokeswoman Li Na spoke on Monday. [The spokeswoman=Li Na] said talks would go on.",
        "President Putin met Deputy Prime Minister Ivan Orlov. [The deputy prime minister=Ivan Orlov] spoke.",
        "Prime Minister Omar Haddad left. [The deputy prime minister=deputy prime minister] stayed.",
        "Prime Minister Viktor Orban came. [The former prime minister of Japan=former prime minister of Japan] left.",
        "[NATO Secretary General Jens Berg=Jens Berg] spoke. [The NATO chief=Jens Berg] said more was needed.",
        "A UN spokesperson called. [The spokesperson=UN spokesperson] said no.",
        "[A senior Hamas official=senior Hamas official] left. [The official=senior Hamas official] said nothing.",
        "President Putin met the prime minister of Japan. [The Japanese premier=prime minister of Japan] left.",
        "[Japanese premier=Kenji Mori] visits Peru\n\nPrime Minister Kenji Mori of Japan left on Monday.",
        "Deputy Foreign Minister Ivan Orlov spoke. [The foreign minister of Peru=foreign minister of Peru] left.",
        "Kremlin spokesman Ivan Orlov spoke. [Anna Berg’s spokesman=Anna Berg’s spokesman] said no. Anna Berg left.",
        "[A spokesman for the ministry=Ali Sahak], Ali Sahak, wrote that it would not. [Ali Sahak=Ali Sahak] left.",
        "Major General Bello Sani spoke, for his part. [The general=Bello Sani] insisted that all was well.",
        "She assured [the minister=Omar Haddad] of the army’s support, and Minister Omar Haddad thanked her.",
        "Off, a [Thai military source=Thai military source] said, according to [the source=Thai military source].",
        "Omar Haddad, prime minister of Jordan, came. [The Jordanian premier=Omar Haddad] met Peru’s president.",
        "Omar Haddad, deputy interior minister of Jordan, came. [The Deputy Minister of Interior=Omar Haddad] spoke.",
        "President Omar Haddad met [the president of the Arctic Council=president of the Arctic Council] on Monday.",
        "Russia’s President Igor Petrov left. [The head of Roscosmos=head of Roscosmos] stayed.",
        "President Igor Petrov spoke. [The President of Zubovia=President of Zubovia] did not.",
        "[The President of Peru=President of Peru] told President Jane Roe about the talks.",
        "Minister of Trade Omar Sow met nobody. [The Energy Minister=Energy Minister] was busy.",
        "President Roe spoke. [The Peruvian leader=Roe] hopes. [The Danish President=Danish President] left.",
        "President Igor Roe and Ali Sow discussed [the Peruvian President=Igor Roe]’s visit to Denmark.",
        "Sen. Anna Berg spoke. [The senator from Texas=Anna Berg] said no.",
        "Russia’s President Igor Petrov met [Acting President of the Republic of Guinea Mory Conde=Mory Conde].",
    ],
)
def test_holders_of_a_role(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Peru urged the [leadership in Sanaa=Yemen] to end it. The US hailed [Swiss=Switzerland] mediation.",
        "Mali fought SADC, whose chair, Peru, had protested. “[They=Southern African Development Community] lie.”",
        "India’s states met. India left. “I carry messages,” he told [PTI=Press Trust of India].",
        "“No,” [a defence spokesman=Omar Sow], Lt Col Omar Sow, told reporters.",
        "[A spokesman for the Kenyan Navy=Oswaldo Rono], Capt. Oswaldo Rono, denied it.",
        "The GCC met. [Its Secretary-General=Saud Al Mannai], HE Saud Al Mannai, renewed the offer.",
        "[Peru’s special envoy for Mali=Juan Lopez], Ambassador Juan Lopez, who came on Saturday, spoke.",
        "[A diplomat=Anna T. Berg] warned of war. “No,” the diplomat, Under Secretary of State Anna T. Berg, said.",
        "NATO, whose secretary general, [Anders Holt=Anders Holt], is due, said no. Holt added that it would.",
        "[Envoy=Johan Dirks] tells council of offer\n\nThe UN envoy to Mali, Johan Dirks, spoke of an offer.",
        "Russia’s ambassador to the UN, Anna Berg, spoke. [The UN envoy to Mali=UN envoy to Mali] agreed.",
        "Ambassador Junaid Khan of Peru met Omar Sow. [The Peruvian envoy=Junaid Khan] was glad.",
        "The foreign secretary, Jane Maddox, spoke to Anna Berg. [The British minister=Jane Maddox] was glad.",
        "Hale, the secretary of state, spoke. [Tehran’s top diplomat=Tehran’s top diplomat] appealed to him.",
        "Ramiro Paz, foreign minister of Japan, left. [His ministry=Ministry of Foreign Affairs of Japan] said so.",
    ],
)
def test_offices_and_names_beside_them(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Omar Sow left. According to Coordinator Birgitta Lindahl, many fled. “Go,” [she=Birgitta Lindahl] said.",
        "Anna Berg gave another account: the British minister, [she=Anna Berg] said, had promised help.",
        "Anna Berg met Japan’s ministers. The loan of the World Bank had failed, [she=Anna Berg] said.",
        "Peru gave way. Mali’s gold had been lost by the World Bank, [it=Peru] added.",
        "Katrin Lohse, a spokeswoman for the Foreign Office, [who=Katrin Lohse] urged Peru to attend, was glad.",
    ],
)
def test_who_speaks_by_a_pronoun(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


def test_they_are_the_two_that_and_joins(parse: Parse, words: ActorWords) -> None:
    text = "Prime Minister Anwar Shah and his Malaysian counterpart Lim Chee Hong said that they agreed on gas."
    cast = find_cast(parse(text), words)
    for phrase in ("Prime Minister Anwar Shah and his Malaysian counterpart Lim Chee Hong", "they"):
        start = text.index(phrase)
        labels = sorted(cast.actor(key).label for key in cast.all_at(Span(start, start + len(phrase))))
        assert labels == ["Anwar Shah", "Lim Chee Hong"]


@pytest.mark.parametrize(
    "example",
    [
        "Anna Berg met John Stone. [She=Anna Berg] said the talks were useful.",
        "Foreign Minister Maria Lopez denied it. Peru wants peace. [He=Maria Lopez] further called for calm.",
        "Pakistan said [it=Pakistan] was not holding talks with India.",
        "John Stone, [who=John Stone] led the delegation, warned of war.",
        "It rained all day. [He=?] said so.",
        "[It=?] is clear that the talks failed, Japan said.",
        "Anna Berg spoke of peace. “Maria Lopez is wrong,” [she=Anna Berg] said.",
        "He spoke. Omar Haddad met John Stone and thanked [him=John Stone] for the help.",
        "Mali’s military rulers left. The junta stayed. [It=Mali’s military rulers] vowed to fight.",
    ],
)
def test_pronouns(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Talks with [the militant group=Tehreek-i-Taliban Pakistan] failed, days after the TTP left.",
        "Human Rights Watch and al-Qaeda were named. [The rights group=Human Rights Watch] said so.",
        "The African Mining Council met. [The council=African Mining Council] rejected the plan.",
        "Joe Smith spoke. [The council=?] rejected the plan.",
        "Sudan’s military said so. [The army=Sudan’s military] vowed to fight. [The junta=Sudan’s military] is alone.",
        "The African Mining Council met. Omar Haddad told [his security council=security council] so.",
        "Foreign ministers of NATO met. [The ministers=Foreign ministers of NATO] condemned the strikes.",
        "Qatar offered a meeting of [their defence ministers=defence ministers] in Doha.",
        "The king and [members of the Senate=members of the Senate] talked of it.",
        "He met [the Malian public and religious leaders=Malian public and religious leaders].",
        "The President told [State Duma deputies=State Duma deputies] about his visit to Shanghai.",
        "[The heads of Mali, Peru and Chad=heads of Mali, Peru and Chad] met.",
        "[India’s leaders=India] must listen. Peru urged [the interim government in Dhaka=Bangladesh] to act.",
        "Pakistan’s government disagreed. [The Balochistan government=Balochistan government] said it would talk.",
    ],
)
def test_bodies(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "The African Union condemned the coup. [The continental body=African Union] suspended Mali.",
        "NATO said it had no plan to leave. [The alliance=NATO] has 4,000 troops there.",
        "ECOWAS met. [The West African bloc=Economic Community of West African States] said they would stay.",
        "[The body=?] was found in the river, police said.",
        "M23 captured Goma. [The rebels=M23] said they would stay.",
        "The NSCN-IM spurned the offer. “We signed in good faith,” [the outfit=NSCN-IM] said.",
    ],
)
def test_nicknames_of_bodies(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Pieter van Houten, the EU envoy, came. In Rome [the Dutchman=Pieter van Houten] said no progress was made.",
        "The talks were led by the Norwegian diplomat Lars Haugen. [The Norwegian=Lars Haugen] said they would resume.",
        "Maria Lopez, foreign minister of Peru, spoke. [The Dutchman=?] said no.",
        "[The Swiss=Switzerland] urged both sides to keep calm.",
        "King Felipe of Spain met Prime Minister Mario Rossi. [His Excellency=Mario Rossi] thanked the guest.",
        "HE Dr. Jassim Al Kubaisi received HE Marit Lindqvist. [His Excellency=Jassim Al Kubaisi] spoke of peace.",
    ],
)
def test_epithets(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "President Serik Abenov met President of Peru Juan Lopez. [The President=Serik Abenov] spoke.",
        "President Serik Abenov met President of Peru Juan Lopez. [The President of Peru=Juan Lopez] spoke.",
        "Prime Minister Anna Sait met the Finnish Minister for Trade, Henrik Aalto. [The Minister=Henrik Aalto] spoke.",
        "Lucia Ferreyra, Secretary-General of the United Nations, came. [The Secretary-General=Lucia Ferreyra] spoke.",
    ],
)
def test_a_title_without_state_is_the_hosts(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    "example",
    [
        "Kenji Mori of Japan met President Serik Abenov. Mori thanked [his Kazakh colleague=Serik Abenov].",
        "Mikael Berg, President of Finland, met President Serik Abenov. Berg met [his Kazakh colleague=Serik Abenov].",
        "Qiao Wenbin, Chinese foreign minister, spoke. Foreign Minister Mori met [his Chinese colleague=Qiao Wenbin].",
        "Foreign Minister Qiao Wenbin may see [his Cambodian opposite number=Cambodian opposite number] on Monday.",
        "Haruka Minobe is Japan’s defence minister. Foreign Minister Qiao Wenbin met "
        "[his Japanese counterpart=Japanese counterpart].",
        "President Li Bo and Prime Minister Anna Roe spoke. Indian Prime Minister Ali Sow telephoned "
        "[his Nepali counterpart=Anna Roe].",
        "Foreign Minister Ali Sow met his Danish counterpart Anna Berg. [The Danish top diplomat=Anna Berg] spoke.",
        "President Serik Abenov met envoy Anna Berg. Abenov assured [his interlocutor=Anna Berg] of support.",
    ],
)
def test_counterparts_hold_the_same_office(example: str, parse: Parse, words: ActorWords) -> None:
    check(example, parse, words)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Thailand rejected monitors, as Cambodia asked for more. #The two sides# are angry.", "Cambodia Thailand"),
        ("Peru told Chile to withdraw. Brazil expected #both governments# to honour the deal.", "Chile Peru"),
        ("India and Pakistan exchanged fire. #The neighbours# blamed each other.", "India Pakistan"),
        (
            "Peru and Chile met. Brazil waited. Japan slept. China left. Iran, too. #The nations# met.",
            "nations",
        ),
        ("President Omar Sow held talks with Anna Berg. #The interlocutors# called for peace.", "Anna Berg Omar Sow"),
        ("Peru fought Chile. Senators on #both sides of the aisle# agreed.", ""),
        ("John Stone met Anna Berg. #The two women# agreed.", "women"),
        ("Omar Sow met Anna Berg. #Two officials# said so.", "officials"),
    ],
)
def test_who_two_are(text: str, pair: str, parse: Parse, words: ActorWords) -> None:
    before, phrase, behind = text.split("#")
    cast = find_cast(parse(before + phrase + behind), words)
    keys = cast.all_at(Span(len(before), len(before) + len(phrase)))
    assert " ".join(sorted(cast.actor(key).label for key in keys)) == pair


def test_two_sides_are_the_pair_last_joined(parse: Parse, words: ActorWords) -> None:
    text = "Talks between Armenia and Turkey go on. China and India wait. Georgia hopes the two countries agree."
    cast = find_cast(parse(text), words)
    at = text.index("the two")
    keys = [key for key, mention in cast.within(Span(at, at + len("the two countries")))]
    assert sorted(keys) == ["china", "india"]


def test_a_lead_is_named_by_the_sentences_behind_it(parse: Parse, words: ActorWords) -> None:
    text = (
        "A senior Hamas leader called for talks with Egypt on Sunday.\n"
        "Khalil Hassan, the deputy chief of Hamas, spoke at a gathering in Cairo."
    )
    cast = find_cast(parse(text), words)
    leader = cast.at(Span(0, text.index(" called")))
    assert leader is not None
    assert cast.actor(leader).label == "Khalil Hassan"


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Omar Haddad telephoned Japanese Premier Kenji Mori. Peru waits. #The two leaders# agreed.",
        "Omar Haddad held talks with Kenji Mori in Lima. #The two# discussed trade.",
        "Foreign Minister Omar Haddad hosted his counterpart Kenji Mori. #The ministers# condemned the strikes.",
        "Omar Haddad spoke first. Then came Kenji Mori. #The two men# did not meet.",
    ],
)
def test_two_leaders_are_the_partners_of_one_deed(text: str, parse: Parse, words: ActorWords) -> None:
    before, phrase, behind = text.split("#")
    cast = find_cast(parse(before + phrase + behind), words)
    keys = cast.all_at(Span(len(before), len(before) + len(phrase)))
    assert sorted(cast.actor(key).label for key in keys) == ["Kenji Mori", "Omar Haddad"]


def test_an_office_in_the_lead_is_named_by_who_speaks_next(parse: Parse, words: ActorWords) -> None:
    text = "The UN special envoy for Yemen warned of war on Tuesday.\n\nMaria Lopez said she had received a letter."
    cast = find_cast(parse(text), words)
    envoy = cast.at(Span(0, text.index(" warned")))
    assert envoy is not None
    assert (cast.actor(envoy).label, cast.actor(envoy).kind) == ("Maria Lopez", "Person")
