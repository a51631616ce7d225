"""Calls out of the house: a digest over SMTP, the hook by command or address, notices to the case system.

No content passes here: a count, or the name of an entry.

The hook's command runs without a shell, with an empty environment, and is ended after five seconds.
"""

from __future__ import annotations

import smtplib
import ssl
import subprocess
from email.message import EmailMessage
from typing import Final

import httpx

from detente.model.errors import LocalError
from detente.node.channels import Hook, Mail, Webhook

SECONDS: Final = 5.0


class NotCalled(LocalError):
    """A call did not go out. Its sentence names no person."""

    code = "not-called"


def send_mail(mail: Mail, *, to: str, subject: str, body: str, password: str) -> None:
    """Hand one message to the mail server.

    Raises:
        NotCalled: the server cannot be reached, or does not take it.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, to, subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    try:
        with _server(mail) as server:
            if mail.user:
                server.login(mail.user, password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotCalled(f"The mail server did not take the digest ({type(error).__name__}).") from error


def ring(hook: Hook, *, count: int, urgency: str) -> None:
    """Let the hook call people out.

    Raises:
        NotCalled: it could not be run or reached, or it failed.
    """
    try:
        if hook.command:
            command = [*hook.command, str(count), urgency]
            # No shell: the two arguments are a number and a word of ours, and the rest stands in detente.toml.
            subprocess.run(  # noqa: S603 - a fixed command of the operator, without a shell
                command, check=True, timeout=SECONDS, env={}, stdin=subprocess.DEVNULL, capture_output=True
            )
            return
        answer = httpx.post(hook.url, json={"count": count, "urgency": urgency}, timeout=SECONDS, trust_env=False)
        answer.raise_for_status()
    except (OSError, subprocess.SubprocessError, httpx.HTTPError) as error:
        raise NotCalled(f"The hook did not call anybody ({type(error).__name__}).") from error


def tell(webhook: Webhook, *, body: bytes, instant: int, tag: str) -> None:
    """Give one signed notice to the own case system (docs/reference/webhook.md).

    Raises:
        NotCalled: it cannot be reached, or answers with anything but success. A redirection is not followed.
    """
    headers = {
        "Content-Type": "application/json",
        "Detente-Timestamp": str(instant),
        "Detente-Signature": f"v1={tag}",
    }
    try:
        answer = httpx.post(webhook.url, content=body, headers=headers, timeout=SECONDS, trust_env=False)
    except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotCalled(f"The case system was not reached ({type(error).__name__}).") from error
    if not answer.is_success:
        raise NotCalled(f"The case system answered {answer.status_code}.")


def _server(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.tls == "tls":
        return smtplib.SMTP_SSL(mail.host.strip("[]"), mail.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(mail.host.strip("[]"), mail.port, timeout=SECONDS)
    if mail.tls == "starttls":
        try:
            server.starttls(context=context)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
    return server
