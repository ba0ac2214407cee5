"""The fields by which people write a listing, for whoever adds one and whoever keeps one.

Each part is a mixin of fields beside `PartFields`; the page's own form class brings tokens or traps:
`part_form(WordsFields, Form)` for people who are signed in, `part_form(WordsFields, PublicForm)` for everybody.
"""
