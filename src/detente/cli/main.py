"""The command `detente`: one entry point, one way to fail.

Exit code 0: done. 1: done, and something was found wrong or refused. 2: bad use. (130: interrupted.) Whatever goes
wrong is one sentence on standard error; what nobody foresaw goes with its traceback into a log file that the sentence
names.

A command is a module of this room. It imports the node inside its functions, so that `detente --help` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from detente.cli import (
    agreement,
    approvals,
    audit,
    backup,
    case,
    case_package,
    check,
    close,
    correction,
    demo,
    desk,
    dialogue,
    drafts,
    export,
    failures,
    further,
    init,
    intake,
    keys,
    lists,
    match,
    messages,
    output,
    oversight,
    party,
    policy,
    reading,
    recall,
    record,
    request,
    safeguards,
    search,
    send_many,
    serve,
    sever,
    spec,
    thread,
    upgrade,
    upkeep,
    user,
    verify,
    warning,
    watch,
    writing,
)
from detente.model.errors import DetenteError

app = typer.Typer(
    name="detente",
    help="Exchange sealed, signed, receipted messages between sovereign parties, and prove what was said.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("init")(init.init)
app.add_typer(spec.app, name="spec")
dialogue.add_to(case.app)
case_package.add_to(case.app)
app.add_typer(case.app, name="case")
app.add_typer(correction.app, name="correction")
app.add_typer(recall.app, name="recall")
app.command("feedback")(recall.feedback)
further.consent.command("ask")(recall.ask_consent)
app.add_typer(export.app, name="export")
app.add_typer(lists.app, name="lists")
app.add_typer(match.app, name="match")
app.add_typer(policy.app, name="policy")
app.add_typer(intake.app, name="intake")
app.command("verify")(verify.verify)
app.command("serve")(serve.serve)
app.add_typer(user.app, name="user")
app.add_typer(party.app, name="party")
app.add_typer(agreement.app, name="agreement")
app.add_typer(keys.app, name="keys")
app.command("send")(messages.send)
app.command("request")(request.request)
app.command("send-many")(send_many.send_many)
app.command("work")(reading.work)
app.command("inbox")(messages.inbox)
app.command("search")(search.search)
app.command("show")(messages.show)
app.command("open")(messages.open_message)
app.command("limits")(reading.limits)
app.command("attachment")(reading.attachment)
app.command("accept")(messages.accept)
app.command("answer")(messages.answer)
app.command("refuse")(messages.refuse)
app.command("approvals")(approvals.approvals)
app.command("approve")(approvals.approve)
app.command("drafts")(approvals.drafts)
app.add_typer(drafts.app, name="draft")
app.command("release")(approvals.release)
app.add_typer(approvals.house, name="house")
app.add_typer(writing.template, name="template")
app.add_typer(writing.address, name="address")
app.command("close")(close.close)
app.add_typer(safeguards.person, name="person")
app.add_typer(record.app, name="record")
app.add_typer(safeguards.risk, name="risk")
app.add_typer(safeguards.assurance, name="assurance")
app.command("quarantine")(safeguards.quarantine)
app.command("use")(further.use)
app.command("uses")(further.uses)
app.command("pass-on")(further.pass_on)
app.add_typer(further.consent, name="consent")
app.add_typer(further.owed, name="owed")
app.add_typer(sever.app, name="sever")
app.add_typer(warning.app, name="warning")
app.add_typer(watch.watch, name="watch")
app.add_typer(thread.app, name="thread")
app.add_typer(desk.app, name="desk")
app.add_typer(upkeep.app, name="upkeep")
app.add_typer(audit.app, name="audit")
app.add_typer(oversight.app, name="oversight")
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("upgrade")(upgrade.upgrade)
app.command("check")(check.check)
app.command("demo")(demo.demo)


def run() -> None:
    """Run the command with the arguments of the process, and end the process."""
    # What the command writes, and the database of a node, is for its owner alone.
    os.umask(0o077)
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Give the exit code after running the command with `arguments`."""
    output.use_utf8()
    try:
        code = typer.main.get_command(app).main(list(arguments), prog_name="detente", standalone_mode=False)
    except TyperException as error:
        # Without any argument the help was shown already, and its text comes here empty.
        message = error.format_message().strip() or "Name a command."
        message += "" if message.endswith((".", "?")) else "."
        # Of the command that was meant: the whole list does not say what this one lacks.
        meant = getattr(error, "ctx", None)
        output.complain(f"{message} What it takes: {'detente' if meant is None else meant.command_path} --help")
        return failures.BAD_USE
    except (typer.Abort, KeyboardInterrupt):
        output.complain("Stopped; nothing more was done.")
        return failures.REFUSED
    except BrokenPipeError:
        # Whoever read our output has enough. Python would complain once more while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return failures.REFUSED
    except DetenteError as error:
        output.complain(str(error))
        return failures.exit_code(error)
    except Exception as error:
        output.complain(failures.record(error))
        return failures.REFUSED
    return code if isinstance(code, int) else failures.DONE
