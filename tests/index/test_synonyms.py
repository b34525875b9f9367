from broadsheet.index.synonyms import note_spellings

NAMES = {
    "Kyiv": ("Kiev",),
    "Anna Lindqvist": ("Lindqvist", "Ana Lindkvist", "harbour engineer"),
    "Harbour Ministry": ("Ministry of the Harbour",),
    "Example Exchange Organisation": ("EXO",),
}


def test_a_word_is_noted_with_the_words_that_take_its_place_in_other_spellings() -> None:
    noted = note_spellings(NAMES)
    assert noted["kiev"] == "Kyiv"
    assert noted["lindqvist"].split("|") == ["Lindkvist", "engineer"]


def test_a_word_of_several_names_is_not_noted() -> None:
    assert "harbour" not in note_spellings(NAMES)


def test_a_name_of_one_word_is_noted_with_the_whole_spelling_where_no_word_takes_its_place() -> None:
    names = {"Union of Exchanges": ("UEX",), "Union of Ports": (), "Ports and Exchanges": ()}
    assert note_spellings(names)["uex"] == "Union_of_Exchanges"


def test_separators_in_a_name_only_part_its_words() -> None:
    noted = note_spellings({"Ada|Quint_Lund": ("Adah Quint\u3000Lunde|",)})
    assert noted == {"ada": "Adah", "adah": "Ada", "lund": "Lunde", "lunde": "Lund"}


def test_a_name_written_one_way_only_is_not_noted() -> None:
    assert note_spellings({"Northport": ("Northport",)}) == {}
