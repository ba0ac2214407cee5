"""Writing and posting one e-mail from templates/emails/<name>/{subject.txt,body.txt,body.html}. For outbox handlers."""

from contextlib import suppress
from typing import Any

from flask import render_template
from flask_mailman import EmailMultiAlternatives
from jinja2 import TemplateNotFound


def post(name: str, to: str, /, **facts: Any) -> None:
    """Write the e-mail and hand it to the transport. Raises whatever the transport raises."""
    subject = " ".join(render_template(f"emails/{name}/subject.txt", **facts).split())
    mail = EmailMultiAlternatives(subject, render_template(f"emails/{name}/body.txt", **facts), to=[to])
    with suppress(TemplateNotFound):  # a plain letter is a letter
        mail.attach_alternative(render_template(f"emails/{name}/body.html", **facts), "text/html")
    mail.send()
