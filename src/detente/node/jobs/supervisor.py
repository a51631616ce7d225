"""`detente serve`: begins the run, unlocks the keys, starts the processes of a node and keeps them up.

    partners' endpoint   sign keys                own port, own settings
    officers' desk       key of second factors    own port, own settings
    worker               sign keys, seal keys     listens to nobody

A child that dies is started again and stays in the run; its commits were durable. The supervisor ends with the run.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from detente.audit.acts import Act
from detente.model import b64
from detente.model.errors import LocalError
from detente.node import desk_key, keyring, process
from detente.node.configuration import Address, Configuration
from detente.node.context import Node
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.jobs.health import HealthServer
from detente.node.jobs.key_agent import KeyAgent
from detente.node.services import health, runs, staged_files
from detente.node.stores.unit import unit

STOP_SECONDS = 10.0
RESPAWN_SECONDS = 1.0
RUN_LOST = 3


class PortInUse(LocalError):
    """Something listens on the address already."""

    code = "port-in-use"


class AlreadyRunning(LocalError):
    """A node runs on this home."""

    code = "already-running"


@dataclass
class Child:
    """One child process and how it is started."""

    role: str
    token: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)


class Supervisor:
    """The processes of one node. `roles` leaves some out (tests); `module` is what a child runs, with its role."""

    module = "detente.node.jobs.child"

    def __init__(
        self,
        home: Home,
        configuration: Configuration,
        passphrase: str,
        *,
        roles: tuple[str, ...] = ("peer", "desk", "worker"),
        tell: Callable[[str], None] = print,
    ) -> None:
        self.home, self.configuration, self.tell = home, configuration, tell
        self.stopping = False
        self._check_addresses(roles)
        node = Node(home=home.path, development=configuration.development)
        if runs.is_live(node):
            raise AlreadyRunning(
                f"A node runs on {home.path} already. Stop it first; if it was killed, wait fifteen seconds."
            )
        sign = keyring.open_vault(home.sign_vault, passphrase)
        seal = keyring.open_vault(home.seal_vault, passphrase)
        desk = desk_key.open_or_make(home, passphrase=passphrase, entropy=system_entropy)
        runs.begin(node)
        staged_files.sweep(node)
        self.node = node
        base = {
            "home": str(home.path),
            "run": b64.encode(node.run or b""),
            "development": configuration.development,
        }
        offers = {
            "peer": {**base, "sign": sign},
            "worker": {**base, "sign": sign, "seal": seal},
            "desk": {**base, "desk": desk},
        }
        self.children = [Child(role, secrets.token_urlsafe(24), self._environment(role)) for role in roles]
        self._agent = KeyAgent(
            home.path / "keys" / "agent.sock", {child.token: offers[child.role] for child in self.children}
        )
        self._health = None if configuration.health is None else HealthServer(configuration.health, self._look)
        with unit(node, "start") as work:
            work.record(Act.NODE_STARTED, details={"roles": list(roles)})

    def run(self) -> int:
        """Keep the children up until told to stop; give the exit code."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        code = 0
        try:
            for child in self.children:
                self._start(child)
            self._announce()
            while not self.stopping:
                code = self._watch()
                if code:
                    break
                time.sleep(0.1)
        finally:
            self._end()
        return code

    def _environment(self, role: str) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DETENTE_PASSPHRASE")}
        environment["DETENTE_HOME"] = str(self.home.path)
        environment["DETENTE_DEVELOPMENT"] = "1" if self.configuration.development else "0"
        if role != "worker":
            environment["DETENTE_LISTEN"] = str(self._address(role))
            if not self.configuration.development:
                environment["DETENTE_TLS_CERT"] = str(self.home.certificate)
                environment["DETENTE_TLS_KEY"] = str(self.home.tls_key)
        environment[process.SOCKET] = str(self.home.path / "keys" / "agent.sock")
        return environment

    def _address(self, role: str) -> Address:
        return self.configuration.peer if role == "peer" else self.configuration.desk

    def _check_addresses(self, roles: tuple[str, ...]) -> None:
        addresses = [(role, self._address(role)) for role in roles if role != "worker"]
        if self.configuration.health is not None:
            addresses.append(("health", self.configuration.health))
        for role, address in addresses:
            family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((address.host.strip("[]"), address.port))
                except OSError as error:
                    raise PortInUse(
                        f"The address {address} for the {role} cannot be used: {error.strerror}. "
                        f"Stop what listens there, or change [{role}] address in detente.toml."
                    ) from error

    def _start(self, child: Child) -> None:
        environment = {**child.environment, process.TOKEN: child.token}
        child.process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, a role of ours
            [sys.executable, "-m", self.module, child.role],
            env=environment,
            # The child holds the other end: when we are gone, however that ended, it ends too.
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        child.started = time.monotonic()

    def _watch(self) -> int:
        """Start what died again; a child that lost the run ends the node, which then begins a new one."""
        for child in self.children:
            if child.process is None or (code := child.process.poll()) is None:
                continue
            if code == RUN_LOST:
                self.tell("Another process has begun a new run of this node, or its database was put back. It stops.")
                return RUN_LOST
            if time.monotonic() - child.started >= RESPAWN_SECONDS:
                # What a killed web process had started itself still holds the port.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                self._start(child)
        return 0

    def _look(self) -> health.Health:
        """Give how the node is, with which of its processes run."""
        running = {child.role: child.process is not None and child.process.poll() is None for child in self.children}
        return health.look(self.node, processes=running)

    def _announce(self) -> None:
        scheme = "http" if self.configuration.development else "https"
        for child in self.children:
            if child.role != "worker":
                self._wait_for(self._address(child.role))
        self.tell(f"The desk answers on {scheme}://{self.configuration.desk}, partners reach {self.configuration.url}")

    def _wait_for(self, address: Address) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not self.stopping:
            try:
                with socket.create_connection((address.host.strip("[]"), address.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.05)

    def _stop(self, number: int, frame: object) -> None:
        del number, frame
        self.stopping = True

    def _end(self) -> None:
        for child in self.children:
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.process.wait()
        self._agent.close()
        if self._health is not None:
            self._health.close()
        runs.end(self.node)


def _signal(child: Child, number: int) -> None:
    """Signal the child and what it started itself (its web workers), by their own group."""
    if child.process is not None and child.process.poll() is None:
        os.killpg(child.process.pid, number)
