"""After saving one goes back to a page of this site, and to no other."""

import pytest

from directory.selfhelp.return_paths import local_path, with_note


@pytest.mark.parametrize(
    "path", ["/", "/search?q=tea+and+talk&near=NG18%201AA", "/listings/0198-aa", "/needs/carer.support", "/a/b/?x=/y"]
)
def test_a_path_of_this_site_is_kept(path: str) -> None:
    assert local_path(path, "/shortlist") == path


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "\t//evil.example", "/ /evil",
        "javascript:alert(1)", "", None, "/a//b", "evil", "/a\r\nSet-Cookie: x=1", "/<script>", "/" + "a" * 3000, "/é",
    ],
)  # fmt: skip
def test_anything_else_leads_to_the_list(path: str | None) -> None:
    assert local_path(path, "/shortlist") == "/shortlist"


def test_a_long_path_of_wrong_letters_is_refused_at_once() -> None:
    assert local_path("/" + "a" * 1900 + "\t", "/shortlist") == "/shortlist"


def test_the_note_replaces_an_older_one() -> None:
    assert with_note("/search?q=tea&shortlist=removed", "saved") == "/search?q=tea&shortlist=saved"
