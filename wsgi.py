"""The WSGI entry point: the application, nothing else."""

from directory import create_app

app = create_app()
