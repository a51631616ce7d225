"""`detente verify FILE --trust FINGERPRINT`: does a proof hold? Needs no home, and nothing but fingerprints."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli import failures, files, output


def verify(
    file: Annotated[
        str, typer.Argument(help="A thread statement, a bundle, a fork proof or a certificate; - is standard input.")
    ],
    trust: Annotated[
        list[str] | None, typer.Option(help="Fingerprint or party id of a party that you expect; may be repeated.")
    ] = None,
) -> None:
    """Verify a proof offline; one JSON object, exit code 1 if it does not hold."""
    from detente.node.services import verification

    report = verification.verify_file(files.read(file), trust=trust or [])
    output.line(report)
    if not report["ok"]:
        raise typer.Exit(failures.REFUSED)
