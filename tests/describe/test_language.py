"""The language of an article, from its function words."""

import pytest

from broadsheet.describe.language import find_language

TEXTS = {
    "en": "The council said that the bridge would be closed for two weeks, and that the ferry was to be used by all of the people.",
    "de": "Der Rat sagte, dass die Brücke für zwei Wochen geschlossen wird und die Fähre von allen Leuten benutzt werden soll, auch mit Rad.",
    "fr": "Le conseil a dit que le pont est fermé pour deux semaines, et que les gens qui sont dans la ville prennent le bac avec une carte.",
    "es": "El consejo dijo que el puente está cerrado por dos semanas, pero que los vecinos del barrio y sus hijos van con una barca, como las otras.",
    "ru": "Мост через реку закрыт со вчерашнего дня, и совет города ещё не сказал, когда его откроют; жители ездят на пароме, который ходит днём.",
    "tr": "Nehrin üzerindeki köprü dünden beri kapalı ve meclis ne zaman açılacağını henüz söylemedi; halk yalnızca gündüz çalışan feribota biniyor, çünkü yeni köprü daha bitmedi.",
    "uk": "Рада сказала, що міст не працює два тижні, але люди, які живуть у місті, та їхні діти їздять на поромі, як це було після війни для всіх.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_running_text_is_recognised(tag: str) -> None:
    finding = find_language(TEXTS[tag])
    assert (finding.value, finding.status) == (tag, "inferred")


@pytest.mark.parametrize("text", ["", "Bridge closed", "qwe rty uiop asd dfg hjk " * 10, "1 2 3 " * 40])
def test_what_cannot_be_told_is_unknown(text: str) -> None:
    assert find_language(text).status == "unknown"
