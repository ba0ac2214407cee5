"""Jobs run once for each of their times, on record, and never bring the worker down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.jobs.models import JobOutcome, JobRun, WorkerHeartbeat
from directory.jobs.registry import Job, without_write_lock
from directory.jobs.runner import beat, due_slot, pulse, run_job
from directory.notifications import outbox
from directory.taxonomy.models import Taxonomy


def adds(session: Session, at: datetime) -> str:
    session.add(Taxonomy(code=f"made-{at:%M}", name="Made"))
    return "added one"


def fails(session: Session, at: datetime) -> str:
    adds(session, at)
    session.flush()
    raise ZeroDivisionError("with somebody's name in it")


def test_a_job_runs_and_is_on_record(app: Flask, session: Session, at: datetime) -> None:
    assert run_job(app, Job("add", adds, "0")) is JobOutcome.DONE
    run = session.scalars(select(JobRun)).one()
    assert (run.name, run.note, run.ended_at) == ("add", "added one", at)
    assert session.scalars(select(Taxonomy)).one().name == "Made"


def test_two_workers_run_a_job_once_for_each_of_its_times(app: Flask, session: Session, at: datetime) -> None:
    job = Job("add", adds, "0")
    assert run_job(app, job, slot=due_slot(at)) is JobOutcome.DONE
    assert run_job(app, job, slot=due_slot(at)) is None
    with clock.stopped_at(at + timedelta(minutes=1)):
        assert run_job(app, job, slot=due_slot(at + timedelta(minutes=1))) is JobOutcome.DONE


def test_a_failed_job_keeps_none_of_its_changes_and_none_of_its_words(app: Flask, session: Session) -> None:
    assert run_job(app, Job("fail", fails, "0")) is JobOutcome.FAILED
    assert session.scalars(select(JobRun)).one().note == "ZeroDivisionError"
    assert session.scalars(select(Taxonomy)).all() == []


def test_a_pulse_delivers_the_outbox_and_does_the_quick_works(app: Flask, session: Session, at: datetime) -> None:
    got = []
    outbox.put(session, "news", {"id": 1}, at=at)
    session.commit()
    pulse(app, "host:1", {"news": lambda _session, payload, _at: got.append(payload)}, [adds])
    assert got == [{"id": 1}]
    assert session.scalars(select(Taxonomy)).one().name == "Made"
    assert session.get_one(WorkerHeartbeat, "host:1").at == at


def test_one_work_that_fails_does_not_stop_the_others(app: Flask, session: Session) -> None:
    pulse(app, "host:1", {}, [fails, adds])
    assert session.scalars(select(Taxonomy)).one().name == "Made"


def test_a_sign_of_life_is_written_again_when_it_is_old(session: Session, at: datetime) -> None:
    beat("host:1", at)
    session.flush()
    beat("host:1", at + timedelta(seconds=5))
    assert session.get_one(WorkerHeartbeat, "host:1").at == at
    beat("host:1", at + timedelta(seconds=20))
    assert session.get_one(WorkerHeartbeat, "host:1").at == at + timedelta(seconds=20)


def test_work_that_only_reads_lets_others_write_meanwhile(app: Flask, session: Session, at: datetime) -> None:
    session.commit()

    def reads_while_another_writes(session: Session, at: datetime) -> str:
        before = len(session.scalars(select(Taxonomy)).all())
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(run_job, app, Job("add", adds, "0")).result(timeout=3) is JobOutcome.DONE
        return str(before)

    job = Job("read", without_write_lock(reads_while_another_writes), "0")
    assert run_job(app, job) is JobOutcome.DONE
    assert session.scalars(select(JobRun.note).where(JobRun.name == "read")).one() == "0"
