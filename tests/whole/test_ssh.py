"""Over SSH: a terminal session opens the console, a script's session reads alerts as JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

import pytest

from console.contract.telemetry import Topics
from tests.brokers import free_port
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import small_site
from tests.terminal import WANSHOU, terminal

pytestmark = pytest.mark.real

SITE = small_site()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """A hub with one alert standing."""
    with running_hub(tmp_path, SITE) as running:
        topic = Topics(SITE.root, SITE.id).telemetry("p1", "pm10")
        publish(running.access("device"), topic, "312")
        yield running


@contextmanager
def sshd(folder: Path) -> Iterator[list[str]]:
    """Run a daemon on loopback; give the client command that reaches it."""
    program = shutil.which("sshd", path="/usr/sbin:/usr/bin")
    if program is None or shutil.which("ssh") is None:
        pytest.skip("openssh-server is not installed")
    for name in ("host", "client"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    shutil.copy(folder / "client.pub", folder / "authorized")
    port = free_port()
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    Path("/run/sshd").mkdir(parents=True, exist_ok=True)
    daemon = subprocess.Popen([program, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL)
    client = [
        *("ssh", "-q", "-i", str(folder / "client"), "-p", str(port)),
        *("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder}/known"),
        f"{getuser()}@127.0.0.1",
    ]
    try:
        wait_until(lambda: subprocess.run([*client, "true"], check=False).returncode == 0)
        yield client
    finally:
        daemon.terminate()
        daemon.wait()


def test_console_and_script_over_ssh(hub: HubProcess, tmp_path: Path) -> None:
    with sshd(tmp_path) as ssh:
        wanshou = f"{WANSHOU} --language en --socket {hub.settings.socket}"
        done = subprocess.run(
            [*ssh, f"{wanshou} alerts list --json"], capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout)["items"][0]["target"] == "p1/pm10"
        command = (ssh[0], "-t", *ssh[1:], wanshou)
        with terminal(*command, size=(80, 24), env={"TERM": "screen"}) as screen:
            screen.wait_for("312")
            screen.press("q")
            screen.wait_for("ENDED 0")
