"""The council's folder is read at the start; `waypost measures check` says what can be asked with it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from directory.referrals.outcomes.commands import measures
from directory.referrals.outcomes.installed import init_app, installed
from directory.referrals.outcomes.measures.library import KINDS
from directory.settings import ROOT, SettingsError, load_settings


def application(tmp_path: Path, folder: Path | str) -> Flask:
    """An application that knows its settings and nothing else."""
    app = Flask("test")
    app.extensions["waypost_settings"] = load_settings(_env_file=None, data_dir=tmp_path, measures_dir=str(folder))
    return app


def checked(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    with application(tmp_path, "").app_context():
        result = CliRunner().invoke(measures, ["check", *arguments])
    return result.exit_code, result.output


def test_the_measures_are_there_once_the_application_has_started(tmp_path: Path) -> None:
    app = application(tmp_path, "")
    init_app(app)
    with app.app_context():
        assert installed()["icecap_a"].missing


def test_files_that_cannot_be_used_stop_the_start_and_are_named(tmp_path: Path) -> None:
    (tmp_path / "icecap_a.yaml").write_text("tariff: all", "utf-8")
    with pytest.raises(SettingsError, match=r"icecap_a\.yaml: tariff: write a line for each attribute"):
        init_app(application(tmp_path, tmp_path))


def test_checking_says_what_can_be_asked(tmp_path: Path) -> None:
    code, said = checked(tmp_path)
    assert code == 0
    assert "No: no tariff" in said
    assert "Yes, from paper" in said


def test_checking_another_folder_names_its_faults(tmp_path: Path) -> None:
    (tmp_path / "pam.yaml").write_text("items: []", "utf-8")
    code, said = checked(tmp_path, str(tmp_path))
    assert code == 1
    assert "pam.yaml: take this file away" in said


def test_every_measure_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "measures.md").read_text("utf-8")
    assert [code for code in KINDS if f"`{code}`" not in guide] == []
