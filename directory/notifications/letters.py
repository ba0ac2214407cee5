"""Writing and posting one e-mail from templates/emails/<name>/{subject.txt,body.txt,body.html}. For outbox handlers."""

from contextlib import suppress
from typing import Any

from flask import render_template
from flask_mailman import EmailMultiAlternatives
from jinja2 import TemplateNotFound

#: No person is at the other end: absence notes need not come back (RFC 3834).
MADE_BY_MACHINE = {"Auto-Submitted": "auto-generated"}


def post(name: str, to: str, /, *, stop: str = "", **facts: Any) -> None:
    """Write the e-mail and hand it to the transport. Raises whatever the transport raises.

    `stop` is the page that ends letters of this kind: mail programs then offer it beside the sender (RFC 2369). They
    open it as a person would; nothing ends by a request that scanners of mail send as well.
    """
    subject = " ".join(render_template(f"emails/{name}/subject.txt", **facts).split())
    facts |= {"stop": stop} if stop else {}
    headers = MADE_BY_MACHINE | ({"List-Unsubscribe": f"<{stop}>"} if stop else {})
    body = render_template(f"emails/{name}/body.txt", **facts)
    mail = EmailMultiAlternatives(subject, body, to=[to], headers=headers)
    with suppress(TemplateNotFound):  # a plain letter is a letter
        mail.attach_alternative(render_template(f"emails/{name}/body.html", **facts), "text/html")
    mail.send()
