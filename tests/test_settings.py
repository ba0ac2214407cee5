"""Settings that cannot be used stop the start with sentences."""

from pathlib import Path
from typing import Any

import pytest

from directory.settings import Settings, SettingsError, load_settings

KEY = "c2l4dGVlbiBieXRlcyBhbmQgc2l4dGVlbiBtb3JlISE="
GOOD = {"mode": "production", "secret_key": "x" * 40, "field_keys": KEY, "base_url": "https://help.example.org"}


def loaded(tmp_path: Path, **overrides: Any) -> Settings:
    return load_settings(_env_file=None, data_dir=tmp_path, **overrides)


def refused(tmp_path: Path, **overrides: Any) -> str:
    with pytest.raises(SettingsError) as error:
        loaded(tmp_path, **overrides)
    return str(error.value)


def test_nothing_needs_to_be_set_to_try_it(tmp_path: Path) -> None:
    settings = loaded(tmp_path)
    assert settings.mode == "demo"
    assert settings.database == f"sqlite:///{tmp_path}/waypost.db"


def test_production_starts_with_real_secrets(tmp_path: Path) -> None:
    assert loaded(tmp_path, **GOOD).mode == "production"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret_key": "short"}, "WAYPOST_SECRET_KEY"),
        ({"field_keys": ""}, "waypost keys new"),
        ({"base_url": "http://help.example.org"}, "https://"),
    ],
)
def test_production_refuses_what_only_a_demonstration_may_have(
    tmp_path: Path, change: dict[str, str], words: str
) -> None:
    assert words in refused(tmp_path, **{**GOOD, **change})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mode": "staging"}, "WAYPOST_MODE (demo, production or test) has the value 'staging'"),
        ({"proxy_hops": "many"}, "WAYPOST_PROXY_HOPS"),
        ({"smtp_port": 70000}, "WAYPOST_SMTP_PORT (Mail server's port) has the value 70000"),
        ({"database_url": "mysql://x"}, "use sqlite:///… or postgresql+psycopg://…"),
        ({"base_url": "help.example.org"}, "start it with http:// or https://"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_purpose(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    assert words in refused(tmp_path, **change)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, mode="staging", smtp_port=0)
    assert "WAYPOST_MODE" in told
    assert "WAYPOST_SMTP_PORT" in told


@pytest.mark.parametrize("name", ["secret_key", "field_keys", "database_url"])
def test_a_secret_is_never_printed_even_when_it_cannot_be_used(tmp_path: Path, name: str) -> None:
    wrong: object = ["hunter2"] if name == "secret_key" else "mysql://hunter2"
    assert "hunter2" not in refused(tmp_path, **{name: wrong})


def test_the_engine_in_postgresql_is_refused_without_postgresql(tmp_path: Path) -> None:
    assert "has to be PostgreSQL: set WAYPOST_DATABASE_URL" in refused(tmp_path, search_engine="postgres")
    chosen = loaded(tmp_path, search_engine="postgres", database_url="postgresql://waypost@localhost/waypost")
    assert chosen.search_engine == "postgres"
