import pytest

from extractor.inputs import guess_language

OTHERS = {
    "de": "Die Partei hat am Sonntag einen neuen Vorstand gewählt, und das war nicht einfach. Für die Wahl "
    "wurde auch nach dem ersten Gang noch einmal gezählt. Sie haben sich mit großer Mehrheit "
    "entschieden.",
    "fr": "Le parti a élu dimanche son nouveau bureau, et les résultats sont connus. Elle est la première "
    "dans cette ville qui a été élue avec une majorité aussi large. Les autres candidats ont reconnu "
    "leur défaite pour des raisons que nous ne connaissons pas.",
    "es": "El partido eligió el domingo una nueva dirección y los resultados fueron claros. La candidata, "
    "que también era alcaldesa, ganó por una amplia mayoría entre las mujeres, pero su rival no está "
    "de acuerdo con las cifras desde el principio. Más votos como este son para celebrar.",
    "it": "Il partito ha eletto domenica una nuova segreteria. Non sono mancate le sorprese nel voto della "
    "base, che ha scelto anche una donna per la prima volta. Gli altri candidati hanno ammesso la "
    "sconfitta dopo una notte più lunga delle altre.",
    "nl": "De partij heeft zondag een nieuw bestuur gekozen. Het was niet eenvoudig, maar zij werden met "
    "een ruime meerderheid gekozen. Ook voor de andere kandidaten wordt er naar een plaats gezocht, "
    "zei hij bij het einde.",
    "pl": "Partia wybrała w niedzielę nowe władze. To nie jest niespodzianka, że jego następcą został były "
    "minister, który już się przygotował do tego. Tak było od początku, ale przez lata nie jest to "
    "jasne dla wszystkich, jak również po wyborach.",
    "cy": "Mae'r blaid wedi ethol arweinydd newydd. Roedd hynny yn sioc i lawer, ac mae ei wrthwynebydd "
    "wedi cael gwybod. Nid oedd y canlyniad yn agos iawn, ond bod eu pleidlais hefyd yn uchel gyda "
    "phobl ifanc ar y pryd.",
    "sv": "Partiet valde på söndagen en ny styrelse. Det var inte lätt, och hon blev vald med stor "
    "majoritet som också är ovanligt. Efter valet skall de vara med av samma skäl till nästa år, från"
    " början.",
}


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_a_paragraph_of_another_language_is_recognised(language):
    assert guess_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Партия избрала в воскресенье нового председателя.", "und-Cyrl"),
        ("Το κόμμα εξέλεξε την Κυριακή νέο πρόεδρο.", "el"),
        ("انتخب الحزب رئيسا جديدا يوم الأحد", "und-Arab"),
        ("党は日曜日に新しい委員長を選出した。投票率は高かったという。", "ja"),
        ("该党星期日选举了新主席并公布了投票结果以及各位候选人的得票", "zh"),
        ("정당은 일요일에 새로운 의장을 선출하고 결과를 발표했다", "ko"),
    ],
)
def test_another_script_is_recognised(text, language):
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Juan de la Cruz, María del Carmen Ortega, Jan van der Berg, Ana dos Santos, Luca Di Re",
        "Holt 1,204\nOrr 1,192\nVane 33\nCole 12",
        "Nia Holt (Lab) 1,204; Sam Orr (Con) 1,192; Ed Vane (LD) 33; Ida Cole (Green) 12",
        "Holt wins",
        "Wahl vorbei",
        "",
        "12 34 56",
    ],
)
def test_names_and_tables_give_no_verdict(text):
    assert guess_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The count was held on Sunday and the results were not what they had hoped for.",
        "Of the seats that were contested, Die Neue Liste and Les Amis won two. “"
        + OTHERS["fr"][:90]
        + "”, she said. "
        "It was the first time that they had been on the ballot, and the result of this was not who had won "
        "but that they will have a voice which was not heard for a year.",
        "The members of 日本の党 elected Sato to the chair, and they had 12 votes for the post.",
    ],
)
def test_english_with_foreign_words_is_english(text):
    assert guess_language(text) == "en"
