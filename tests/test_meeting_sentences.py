"""Sentences as newspapers write them, all invented, and what is read out of each: the encounter they tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from loader.dates import find_dates, load_calendar
from loader.gazetteer import read_gazetteer
from loader.meetings import find_meetings, load_triggers
from loader.mentions import find_cast, load_actor_words
from loader.nlp import ParsedArticle
from loader.places import find_places, load_atlas

PUBLISHED = dt.date(2024, 5, 22)  # a Wednesday
Answer = tuple[str, str | None, str | None, str]
Reader = Callable[..., list[Answer]]


@pytest.fixture(scope="module")
def read(parse: Callable[..., ParsedArticle]) -> Reader:
    """What an article's meetings say: kind and status, place, date, participants."""
    words, calendar = load_actor_words(read_gazetteer()), load_calendar()
    atlas, triggers = load_atlas(), load_triggers()

    def read_text(text: str, published: dt.date | None = PUBLISHED) -> list[Answer]:
        parsed = parse(text, published=published)
        dates, places = find_dates(parsed, calendar), find_places(parsed, atlas)
        cast = find_cast(parsed, words, places)
        found = find_meetings(parsed, cast, (), dates, places, triggers)
        return [
            (
                f"{m.kind} {m.status}",
                m.location.name if m.location else None,
                m.date.edtf if m.date else None,
                ", ".join(cast.actor(p.actor).label for p in m.participants if p.actor),
            )
            for m in found
        ]

    return read_text


# A sentence, and below it each encounter: kind and status | place | date | participants.
SENTENCES = """
Chad and Niger exchanged views on the forthcoming summit in Astana, to be held on July 3-4.
    Talks held | - | - | Chad, Niger
    Summit scheduled | Astana | 2024-07-03/2024-07-04 | -
The plan rests on decisions taken at the 11th meeting of the African Union, held in Accra in November 2022.
    Meeting held | Accra | 2022-11 | African Union
President Ali Khan will be glad to thank Chancellor Anna Berg at the summit in Rome.
    Summit scheduled | Rome | - | Ali Khan
Mali and Togo held talks. Chad dropped a meeting with Niger. The next round will be held in Bonn in June.
    Talks held | - | - | Mali, Togo
    Meeting ruledOut | - | - | Chad, Niger
    Talks scheduled | Bonn | 2024-06 | Mali, Togo
Speaking at a summit in Lima on Monday, President Ali Khan said trade would grow.
    Summit held | Lima | 2024-05-20 | Ali Khan
President Ali Khan will speak at the summit in Lima on Monday.
    Summit scheduled | Lima | 2024-05-27 | Ali Khan
Vladimir Putin briefed Angela Merkel on his meeting with George Bush.
    Meeting held | - | - | Vladimir Putin, Angela Merkel
    Meeting held | - | - | Vladimir Putin, George Bush
Angela Merkel informed Vladimir Putin about her talks with Tony Blair in London.
    Meeting held | - | - | Angela Merkel, Vladimir Putin
    Talks held | London | - | Angela Merkel, Tony Blair
After a discussion of the war in the Balkans, Vladimir Putin and Angela Merkel had a trade agreement signed.
    Talks held | - | - | Vladimir Putin, Angela Merkel
Vladimir Putin briefed Angela Merkel during their meeting in Sochi.
    Meeting held | Sochi | - | Vladimir Putin, Angela Merkel
The next round of talks between Chad and Niger is scheduled to take place in Istanbul on June 12.
    Talks scheduled | Istanbul | 2024-06-12 | Chad, Niger
The next meeting of the African Union is expected to be held in Cairo in September.
    Meeting scheduled | Cairo | 2024-09 | African Union
Talks between Chad and Niger are likely to be held in Istanbul on June 12.
    Talks proposed | Istanbul | 2024-06-12 | Chad, Niger
Talks between Chad and Niger were supposed to open in Istanbul on Friday.
    Talks scheduled | Istanbul | 2024-05-24 | Chad, Niger
Chad and Niger held the fifth round of their consultations in Niamey. The fourth round was held in N'Djamena in 2022.
    Consultations held | Niamey | - | Chad, Niger
    Consultations held | N'Djamena | 2022 | Chad, Niger
Special envoy Umer Siddiqui is expected in Kabul on Monday.
    Visit scheduled | Kabul | 2024-05-27 | Umer Siddiqui
Chad and Niger met in Niamey last month. The meeting on April 21-22 ended without a deal.
    Meeting held | Niamey | 2024-04-21/2024-04-22 | Chad, Niger
Chad reviewed decisions taken at its talks with Niger.
    Talks held | - | - | Chad, Niger
The talks between Chad and Niger are to be held soon.
    Talks scheduled | - | - | Chad, Niger
Egypt proposed a ceasefire at the summit in Cairo on Sunday.
    Summit held | Cairo | 2024-05-19 | Egypt
Pakistan rejected the plan at the talks in Doha on Monday.
    Talks held | Doha | 2024-05-20 | Pakistan
Kenya voiced opposition to the plan at a meeting with Chancellor Anna Berg on Monday.
    Meeting held | - | 2024-05-20 | Kenya, Anna Berg
President Ali Khan held an important meeting with Chancellor Anna Berg in Berlin.
    Meeting held | Berlin | - | Ali Khan, Anna Berg
Kenya is open to talks with Somalia.
    Talks proposed | - | - | Kenya, Somalia
Ethiopia has yet to agree to talks with Eritrea.
    Talks proposed | - | - | Ethiopia, Eritrea
Russia walked out of the talks with Ukraine in Vienna.
    Talks held | Vienna | - | Russia, Ukraine
President Ali Khan and Chancellor Anna Berg will meet in Bonn in June to discuss Mali.
    Meeting scheduled | Bonn | 2024-06 | Ali Khan, Anna Berg
Talks between Ethiopia and Somalia in Ankara ended without agreement late on Tuesday.
    Talks held | Ankara | 2024-05-21 | Ethiopia, Somalia
Negotiations between Armenia and Azerbaijan opened in the Kazakh city of Almaty on Monday.
    Talks held | Almaty | 2024-05-20 | Armenia, Azerbaijan
Two days of talks between Thailand and Cambodia in Phnom Penh have produced no breakthrough.
    Talks held | Phnom Penh | - | Thailand, Cambodia
A fresh round of talks between Serbia and Kosovo will take place in Brussels on June 3.
    Talks scheduled | Brussels | 2024-06-03 | Serbia, Kosovo
Indirect talks between Iran and the United States were held in Oman in January.
    Talks held | Oman | 2024-01 | Iran, United States
The talks in Geneva between Georgia and Russia were suspended on Friday.
    Talks ruledOut | Geneva | - | Georgia, Russia
Talks have begun in Doha between Qatar and Chad.
    Talks held | Doha | - | Qatar, Chad
The leaders of Indonesia and Singapore met in the Malaysian capital on Tuesday.
    Meeting held | Kuala Lumpur | 2024-05-21 | Indonesia, Singapore
DHAKA: Bangladesh and Japan held the fourth foreign office consultations here on Sunday.
    Consultations held | Dhaka | 2024-05-19 | Bangladesh, Japan
The Azerbaijani and Armenian foreign ministers met in the German capital in February.
    Meeting held | Berlin | 2024-02 | Azerbaijan, Armenia
Chinese Foreign Minister Wang Yi will pay an official visit to Uganda from June 3 to June 5.
    Visit scheduled | Uganda | 2024-06-03/2024-06-05 | Wang Yi
On a two-day trip to Baku, Turkish Foreign Minister Hakan Fidan called for calm.
    Visit held | Baku | - | Hakan Fidan
Lavrov's visit to Pyongyang in October paved the way for the deal, analysts said.
    Visit held | Pyongyang | 2023-10 | Lavrov
A delegation led by Deputy Foreign Minister Abbas Araghchi is visiting Muscat.
    Visit held | Muscat | - | Abbas Araghchi
Kyrgyz President Sadyr Japarov paid a state visit to Azerbaijan in April at the invitation of Ilham Aliyev.
    Visit held | Azerbaijan | 2024-04 | Sadyr Japarov
Algerian Foreign Minister Ahmed Attaf was received by President Kais Saied at Carthage Palace on Monday.
    Meeting held | Carthage Palace | 2024-05-20 | Ahmed Attaf, Kais Saied
King Salman hosted Sudan's army chief Abdel Fattah al-Burhan for talks in Jeddah.
    Meeting held | Jeddah | - | Salman, Abdel Fattah al-Burhan
German Chancellor Olaf Scholz will welcome Polish Prime Minister Donald Tusk in Berlin on Friday.
    Meeting scheduled | Berlin | 2024-05-24 | Olaf Scholz, Donald Tusk
The Emirati envoy paid a courtesy call on Prime Minister Anwar Ibrahim in Putrajaya.
    Visit held | Putrajaya | - | Emirati envoy, Anwar Ibrahim
Sri Lanka's president was welcomed in Jakarta by Joko Widodo on Saturday.
    Meeting held | Jakarta | 2024-05-18 | Sri Lanka's president, Joko Widodo
Russian Foreign Minister Sergei Lavrov and his Iranian counterpart spoke by telephone on Thursday about Syria.
    PhoneCall held | - | 2024-05-16 | Sergei Lavrov, Iranian counterpart
Emmanuel Macron and Volodymyr Zelensky talked by phone on Sunday.
    PhoneCall held | - | 2024-05-19 | Emmanuel Macron, Volodymyr Zelensky
In a telephone call on Monday, Hakan Fidan told Antony Blinken that the offensive must stop.
    PhoneCall held | - | 2024-05-20 | Hakan Fidan, Antony Blinken
Xi Jinping held a video call with Emmanuel Macron and Olaf Scholz on Tuesday.
    PhoneCall held | - | 2024-05-21 | Xi Jinping, Emmanuel Macron, Olaf Scholz
Egypt's foreign minister, Sameh Shoukry, received a phone call from his Dutch counterpart on Wednesday.
    PhoneCall held | - | 2024-05-22 | Sameh Shoukry, Dutch counterpart
Vladimir Putin and Recep Tayyip Erdogan will hold a telephone conversation on Thursday, the Kremlin said.
    PhoneCall scheduled | - | 2024-05-23 | Vladimir Putin, Recep Tayyip Erdogan
By telephone, the Greek and Albanian prime ministers discussed the dispute.
    PhoneCall held | - | - | Greece, Albania
Sudanese and Ethiopian officials met in Khartoum to discuss the border.
    Meeting held | Khartoum | - | Sudan, Ethiopia
Greek Prime Minister Kyriakos Mitsotakis and his Albanian counterpart, Edi Rama, met in Athens on Monday.
    Meeting held | Athens | 2024-05-20 | Kyriakos Mitsotakis, Edi Rama
Azerbaijan and Armenia said both sides had met in Almaty in May.
    Meeting held | Almaty | 2024-05 | Azerbaijan, Armenia
The defence ministers of Germany, France and Poland gathered in Paris on Monday.
    Meeting held | Paris | 2024-05-20 | Germany, France, Poland
Rwandan President Paul Kagame sat down with his Congolese counterpart Felix Tshisekedi in Luanda on Friday.
    Talks held | Luanda | 2024-05-17 | Paul Kagame, Felix Tshisekedi
Wang Yi met separately with Sergei Lavrov and Jake Sullivan in Kazan.
    Meeting held | Kazan | - | Wang Yi, Sergei Lavrov, Jake Sullivan
Kyrgyzstan's delegation, led by security chief Kamchybek Tashiev, held talks with a Tajik delegation in Batken.
    Talks held | Batken | - | Kyrgyzstan, Kamchybek Tashiev, Tajikistan
A meeting chaired by Prime Minister Robert Abela was held in Valletta on Tuesday.
    Meeting held | Valletta | 2024-05-21 | Robert Abela
At a joint news conference with Polish Prime Minister Donald Tusk in Warsaw, Olaf Scholz promised more tanks.
    PressBriefing held | Warsaw | - | Donald Tusk, Olaf Scholz
India and Oman concluded the fifth round of negotiations in Muscat on Friday.
    Talks held | Muscat | 2024-05-17 | India, Oman
The third edition of the Central Asia-Italy summit is scheduled for Samarkand in the autumn.
    Summit scheduled | Samarkand | 2024-23 | -
Talks were held between Mali and Mauritania in Nouakchott on Thursday.
    Talks held | Nouakchott | 2024-05-16 | Mali, Mauritania
An emergency meeting of the Arab League was convened in Cairo on Sunday.
    Meeting held | Cairo | 2024-05-19 | Arab League
The statement issued after the meeting of the Arab League in Cairo condemned the strikes.
    Meeting held | Cairo | - | Arab League
Peter Szijjarto was received in Minsk by his Belarusian counterpart.
    Meeting held | Minsk | - | Peter Szijjarto, Belarusian counterpart
The issue was discussed at a meeting between Prime Minister Shehbaz Sharif and Sultan Haitham in Muscat on Monday.
    Meeting held | Muscat | 2024-05-20 | Shehbaz Sharif, Haitham
Consultations were conducted between the foreign ministries of Cuba and Vietnam in Havana.
    Consultations held | Havana | - | Cuba, Vietnam
A trilateral meeting is being arranged between Turkey, Syria and Russia.
    Meeting scheduled | - | - | Turkey, Syria, Russia
The Russia-North Korea talks in Vladivostok lasted five hours.
    Talks held | Vladivostok | - | Russia, North Korea
A tripartite meeting of Afghanistan, China and Pakistan was held in Kabul on Tuesday.
    Meeting held | Kabul | 2024-05-21 | Afghanistan, China, Pakistan
Tuesday's meeting between Viktor Orban and Robert Fico in Komarno lasted two hours.
    Meeting held | Komarno | 2024-05-21 | Viktor Orban, Robert Fico
The Friday talks in Muscat were the first since 2021 between Yemen's warring parties.
    Talks held | Muscat | 2024-05-17 | -
Serbian President Aleksandar Vucic is to meet Kosovo Prime Minister Albin Kurti in Brussels on Thursday.
    Meeting scheduled | Brussels | 2024-05-23 | Aleksandar Vucic, Albin Kurti
Uzbekistan will host a summit of the Organization of Turkic States in Samarkand in November.
    Summit scheduled | Samarkand | 2024-11 | Uzbekistan, Organization of Turkic States
The next round of talks between Iraq and Turkey is set for August in Baghdad.
    Talks scheduled | Baghdad | 2024-08 | Iraq, Turkey
A summit between Kim Jong Un and Vladimir Putin is slated for June 18 in Pyongyang.
    Summit scheduled | Pyongyang | 2024-06-18 | Kim Jong Un, Vladimir Putin
Abdel Fattah al-Burhan is expected in Cairo on Sunday to meet President Sisi.
    Meeting scheduled | Cairo | 2024-05-26 | Abdel Fattah al-Burhan, Sisi
Nigeria and Niger plan to hold talks in Abuja next month on reopening the border.
    Talks scheduled | Abuja | 2024-06 | Nigeria, Niger
Japan said its foreign minister, Yoko Kamikawa, would travel to Kathmandu in early May.
    Visit scheduled | Kathmandu | 2024-05 | Yoko Kamikawa
Turkey has offered to host talks between Ukraine and Russia in Istanbul.
    Talks proposed | Istanbul | - | Ukraine, Russia
Burundi called for an emergency summit of the East African Community in Bujumbura.
    Summit proposed | Bujumbura | - | Burundi, East African Community
Hungary's Viktor Orban suggested talks between Ukraine and Russia in Budapest.
    Talks proposed | Budapest | - | Ukraine, Russia
Nicos Christodoulides said he was ready to meet Ersin Tatar at any time.
    Meeting proposed | - | - | Nicos Christodoulides, Ersin Tatar
Manila is considering a ministerial meeting with Beijing on the shoal.
    Meeting proposed | - | - | Philippines, China
Eritrea turned down an invitation to talks with Ethiopia in Djibouti.
    Talks ruledOut | Djibouti | - | Eritrea, Ethiopia
Ilham Aliyev refused to meet Nikol Pashinyan in Granada last October.
    Meeting ruledOut | Granada | 2023-10 | Ilham Aliyev, Nikol Pashinyan
Georgia offered to host a summit of Armenia and Azerbaijan in Tbilisi, but Baku turned down the invitation.
    Summit ruledOut | Tbilisi | - | Georgia, Armenia, Azerbaijan
The planned meeting between Mahmoud Abbas and Joe Biden in Amman was cancelled.
    Meeting ruledOut | Amman | - | Mahmoud Abbas, Joe Biden
Moscow said there were no plans for a meeting between Putin and Zelensky.
    Meeting ruledOut | - | - | Putin, Zelensky
Kenya and Somalia have put off until July the talks on their maritime border.
    Talks scheduled | - | 2024-07 | Kenya, Somalia
The Astana meeting of foreign ministers was pushed back to June 20.
    Meeting scheduled | Astana | 2024-06-20 | foreign ministers
Mohammed bin Salman postponed a trip to Japan because of the king's health.
    Visit scheduled | Japan | - | Mohammed bin Salman
Sergei Lavrov had met Fuad Hussein in Baghdad last week.
    Meeting held | Baghdad | 2024-05-13/2024-05-19 | Sergei Lavrov, Fuad Hussein
The statement came two days after Cambodia and Thailand held talks in Siem Reap.
    Talks held | Siem Reap | - | Cambodia, Thailand
The announcement follows a visit by Lloyd Austin to Phnom Penh earlier this month.
    Visit held | Phnom Penh | 2024-05 | Lloyd Austin
Saudi Arabia and Iran, which restored ties after talks in Beijing in March 2023, exchanged ambassadors.
    Talks held | Beijing | 2023-03 | Saudi Arabia, Iran
The deal was struck when Abiy Ahmed met Isaias Afwerki in Asmara in July 2018.
    Meeting held | Asmara | 2018-07 | Abiy Ahmed, Isaias Afwerki
On Monday, Armenia's Ararat Mirzoyan and Georgia's Ilia Darchiashvili met in Yerevan.
    Meeting held | Yerevan | 2024-05-20 | Ararat Mirzoyan, Ilia Darchiashvili
The Gulf Cooperation Council will hold its summit in Kuwait City on December 1, 2024.
    Summit scheduled | Kuwait City | 2024-12-01 | Gulf Cooperation Council
The presidents of Tajikistan and Turkmenistan meet in Dushanbe on Thursday.
    Meeting scheduled | Dushanbe | 2024-05-23 | Tajikistan, Turkmenistan
Zoran Milanovic and Borut Pahor will meet later this month in Ljubljana.
    Meeting scheduled | Ljubljana | 2024-05 | Zoran Milanovic, Borut Pahor
Ukraine and Moldova held consultations in Kyiv on 14 and 15 May.
    Consultations held | Kyiv | 2024-05-14/2024-05-15 | Ukraine, Moldova
Libya's rival leaders met in Cairo on March 10, the Arab League said on Tuesday.
    Meeting held | Cairo | 2024-03-10 | Libya's rival leaders
Pedro Sanchez will meet Antonio Costa in Lisbon tomorrow.
    Meeting scheduled | Lisbon | 2024-05-23 | Pedro Sanchez, Antonio Costa
Foreign Minister Penny Wong is to arrive in Honiara on Friday for a three-day visit.
    Visit scheduled | Honiara | 2024-05-24 | Penny Wong
Foreign ministers from the six Gulf states convened in Riyadh on Sunday for an emergency session.
    Meeting held | Riyadh | 2024-05-19 | Foreign ministers from the six Gulf states
In Tripoli, UN envoy Abdoulaye Bathily sat down with the heads of both chambers on Monday.
    Talks held | Tripoli | 2024-05-20 | Abdoulaye Bathily, heads of both chambers
President Lula da Silva hosted Emmanuel Macron at the Planalto Palace in Brasilia on March 28.
    Meeting held | Brasilia | 2024-03-28 | Lula da Silva, Emmanuel Macron
Envoys from Hamas and Fatah met secretly in Algiers earlier this month, two Palestinian officials said.
    Meeting held | Algiers | 2024-05 | Hamas, Fatah
Tehran dismissed as baseless reports of secret talks with Washington in Muscat.
    Talks ruledOut | Muscat | - | Iran, United States
Syria's foreign minister is making his first visit to Riyadh since 2011.
    Visit held | Riyadh | - | Syria's foreign minister
Iraq's prime minister received a telephone call from Masoud Barzani on Tuesday evening.
    PhoneCall held | - | 2024-05-21 | Iraq's prime minister, Masoud Barzani
Burkina Faso, Mali and Niger held a first joint summit in Niamey on Saturday.
    Summit held | Niamey | 2024-05-18 | Burkina Faso, Mali, Niger
Leaders of the Pacific Islands Forum are to gather in Nuku'alofa from August 26 to 30.
    Meeting scheduled | Nuku'alofa | 2024-08-26/2024-08-30 | Leaders of the Pacific Islands Forum
Guinea-Bissau's Umaro Sissoco Embalo is due to travel to Moscow on May 9 for a working visit.
    Visit scheduled | Moscow | 2024-05-09 | Umaro Sissoco Embalo
Senior US and Iranian officials held indirect talks in Oman last week on how to avoid escalation, Axios reported.
    Talks held | Oman | 2024-05-13/2024-05-19 | United States, Iran
Narendra Modi and Justin Trudeau met on the sidelines of the G7 summit in Italy.
    Meeting held | Italy | - | Narendra Modi, Justin Trudeau
    Summit held | Italy | - | -
US Secretary of State Antony Blinken is on a visit to Chisinau, where he met President Maia Sandu.
    Visit held | Chisinau | - | Antony Blinken
    Meeting held | Chisinau | - | Antony Blinken, Maia Sandu
"""


def rows(table: str) -> list[tuple[str, list[Answer]]]:
    """The sentences of a table, each with its answers."""
    found: list[tuple[str, list[Answer]]] = []
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            found.append((line, []))
            continue
        what, place, date, who = (None if cell == "-" else cell for cell in line.strip().split(" | "))
        found[-1][1].append((what or "", place, date, who or ""))
    return found


@pytest.mark.model
@pytest.mark.parametrize(("text", "answers"), rows(SENTENCES))
def test_find_meetings_of_a_sentence(read: Reader, text: str, answers: list[Answer]) -> None:
    assert read(text) == answers


@pytest.mark.model
def test_find_meetings_dateline_without_year(read: Reader) -> None:
    text = (
        "KOHIMA, Feb 17: Nepal and Bhutan on Monday held talks in Thimphu.\n\n"
        "Nepal and India held talks in Kathmandu on Sunday. Nepal and China will hold talks in Lhasa on Friday."
    )
    days = [date for _, _, date, _ in read(text, None)]
    assert days == ["XXXX-02-17", "XXXX-02-16", "XXXX-02-21"]


#: no more than one of two was there, nobody spoke by telephone but to the press, or the place is of something else
NOTHING = [
    "The two parties met in Oslo in May.",
    "The farmer told Reuters by phone that the village was gone.",
    "Speaking to reporters by telephone, Ishaq Dar said the plan was dead.",
    "Protesters gathered in Paris on Monday.",
    "There was a forum for complaints.",
    "The ambassador called for calm.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", NOTHING)
def test_find_meetings_no_encounter(read: Reader, text: str) -> None:
    assert read(text) == []
