"""Whom help is for, how it should come and what it may cost, heard inside the words."""

import pytest

from tests.search.understanding.conftest import Hear


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("exercise for men", "for:men"),
        ("exercise men only", "access:men_only"),
        ("gym women only", "access:women_only"),
        ("lgbt social", "for:lgbtq"),
        ("new mum group", "for:new_parent"),
        ("carer of a disabled adult", "for:carer"),
        ("young carers", "for:carer_young"),
        ("deaf club", "for:hearing_loss"),
        ("going blind", "for:sight_loss"),
        ("autistic adults", "for:autistic"),
        ("lunch for pensioners", "for:older_65"),
        ("widowed and alone", "for:bereaved"),
        ("mum doesn't speak English", "for:limited_english"),
        ("polish speaking counsellor", "language:pl"),
        ("counsellor in Urdu", "language:ur"),
        ("she only speaks Punjabi", "language:pa"),
        ("yoga in bsl", "access:bsl"),
        ("free counselling", "cost:free"),
        ("counselling for free", "cost:free"),
        ("cheap counselling", "cost:free.donation"),
        ("cinema wheelchair access", "access:step_free"),
        ("step free cafe", "access:step_free"),
        ("dementia friendly cinema", "access:dementia_friendly"),
        ("hairdresser home visits", "how:home"),
        ("online yoga", "how:online.video"),
        ("yoga on zoom", "how:video"),
        ("counselling by phone", "how:phone"),
        ("counselling face to face", "how:venue"),
        ("my 19 year old son needs work", "age:19"),
        ("lunch club over 60s", "age:60"),
        ("under 25 social group", "age:18"),
        ("70 year old", "age:70"),
        ("im 84 and cant do the garden", "age:84"),
        ("dad is 58 with dementia", "age:58"),
        ("in my seventies and bored", "age:75"),
        ("teenager with low mood", "age:16"),
        ("male 73 falls", "age:73"),
        ("mum 91 lonely", "age:91"),
    ],
)
def test_it_is_heard_as_a_wish(hear: Hear, text: str, wish: str) -> None:
    assert wish in [guess.code for guess in hear(text).guesses]


@pytest.mark.parametrize(
    "text",
    [
        "my dad", "for my mum", "nail polish", "english classes", "sugar free recipes", "free of cancer", "feel free",
        "free bus pass", "get online", "how to shop online", "online safety", "22 stone", "married for 40 years",
        "3 years ago", "blind cleaning", "carer", "i am a carer's friend", "walk 10 miles", "over 60 miles away",
        "evening primrose", "phone", "home help",
    ],
)  # fmt: skip
def test_words_that_tell_nothing_of_the_kind_are_left_alone(hear: Hear, text: str) -> None:
    reading = hear(text)
    assert [guess.code for guess in reading.guesses] == []
    assert reading.words == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("deaf club", "deaf club"),
        ("carer of a disabled adult", "carer of a disabled adult"),
        ("dementia friendly cinema", "dementia friendly cinema"),
        ("exercise for men", "exercise"),
        ("free counselling", "counselling"),
        ("mum 91 lonely", "mum lonely"),
        ("my 19 year old son needs work", "my son needs work"),
        ("im 84 and cant do the garden", "cant do the garden"),
        ("social club for the elderly", "social club"),
    ],
)
def test_words_of_a_need_stay_and_words_of_a_filter_go(hear: Hear, text: str, left: str) -> None:
    assert hear(text).words == left


@pytest.mark.parametrize(("text", "left"), [("free", ""), ("saturday", ""), ("something free", ""), ("online", "")])
def test_a_wish_alone_is_a_search_for_whatever_there_is(hear: Hear, text: str, left: str) -> None:
    assert hear(text).words == left
    assert hear(text).guesses
