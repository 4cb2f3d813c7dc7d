"""Which language a text is in."""

import pytest

from detente.intake import common_words
from detente.load import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("North Korea denied on Tuesday that it had supplied Russia with artillery shells, and called the report a lie.", "en"),
        ("Korea Utara pada Selasa membantah telah memasok peluru artileri kepada Rusia dan menyebut laporan itu bohong.", "id"),
        ("Kerajaan Malaysia berkata semalam bahawa syarikat itu boleh menjejaskan rakyat kerana pelbagai perkara.", "ms"),
        ("Presiden wis ketemu karo para menteri ing istana lan ngomong yen negara iki kudu luwih maju.", "jv"),
        ("De regering heeft gezegd dat zij niet met het land zal onderhandelen over een nieuw verdrag.", "nl"),
        ("Le ministre a déclaré lundi que la France ne participera pas à cette réunion.", "fr"),
        ("qwerty asdf zxcv uiop hjkl bnm", ""),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 \u043e\u0442\u0432\u0435\u0440\u0433\u043b\u0430 \u044d\u0442\u0438 \u043e\u0431\u0432\u0438\u043d\u0435\u043d\u0438\u044f \u0432\u0447\u0435\u0440\u0430", ""),
        ("Iran", ""),
        ("1234 !!!", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_or_left_open(text, language):
    assert guess_language(text, common_words()).language == language


def test_a_text_in_two_languages_names_the_other():
    indonesian = "Pemerintah mengatakan bahwa kedua negara itu telah sepakat untuk tidak saling menyerang dalam waktu dekat ini. " * 12
    english = "The government said that both of the countries had agreed not to attack one another for the time being. " * 5
    guess = guess_language(indonesian + english, common_words())

    assert (guess.language, guess.others) == ("id", ("en",))
