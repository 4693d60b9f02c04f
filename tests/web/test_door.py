"""The running server: what it refuses, what it gives, and what it leaves behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from console.web.server import FULL, SESSIONS
from tests.hubs import wait_until
from tests.web.serving import PATIENCE_S, WANSHOU, Serving, alive, consoles, serving

pytestmark = pytest.mark.real

Client = aiohttp.ClientSession


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    """Serve consoles of a hub that does not answer: they show that, and go on."""
    with serving(tmp_path / "no.sock") as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """Ask as a browser would, with a jar for its cookie."""
    async with Client(cookie_jar=aiohttp.CookieJar(unsafe=True)) as asking:
        yield asking


async def entered(client: Client, server: Serving) -> str:
    """Use the token; return the address of the page."""
    async with client.get(server.address) as answer:
        assert answer.status == 200
        found = re.search(r'url=([^"]+)"', await answer.text())
    assert found
    return f"http://{server.host}{found[1]}"


async def status(client: Client, address: str, **headers: str) -> int:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    async with client.get(address, headers=named) as answer:
        return answer.status


def socket_of(page: str) -> str:
    return page.replace("http", "ws", 1) + "socket"


async def test_nothing_without_the_cookie(server: Serving, client: Client) -> None:
    for path in ("/", "/ws", "/static/js/textual.js", "/favicon.ico", "/open", "/open?token=x"):
        assert await status(client, f"http://{server.host}{path}") == 403
    page = await entered(client, server)
    stranger = Client()
    try:
        for path in ("", "socket", "textual.js"):
            assert await status(stranger, page + path) == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await stranger.ws_connect(socket_of(page), origin=f"http://{server.host}")
        assert refused.value.status == 403
    finally:
        await stranger.close()


async def test_the_token_works_once(server: Serving, client: Client) -> None:
    assert await status(client, server.address, Sec_Purpose="prefetch") == 403
    async with client.head(server.address) as answer:
        assert answer.status == 405
    page = await entered(client, server)
    assert await status(client, server.address) == 403
    assert await status(client, page) == 200


async def test_the_cookie_is_strict_hidden_and_kept_to_its_path(
    server: Serving, client: Client
) -> None:
    async with client.get(server.address) as answer:
        given = answer.headers["Set-Cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Strict" in given
    assert re.search(r"Path=/[\w-]{16,}/", given)
    assert "Domain" not in given
    assert server.token not in given


async def test_foreign_origins_and_hosts_are_refused(server: Serving, client: Client) -> None:
    evil = "http://evil.example"
    assert await status(client, server.address, Host="evil.example") == 403
    assert await status(client, server.address, Origin=evil) == 403
    page = await entered(client, server)  # neither used the token up
    assert await status(client, page, Host=f"evil.example:{server.host}") == 403
    assert await status(client, page, Origin=evil) == 403
    assert await status(client, page, Sec_Fetch_Site="cross-site") == 403
    for origin in (evil, "null", "http://127.0.0.1:1", None):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(socket_of(page), origin=origin)
        assert refused.value.status == 403
    assert consoles(server) == set()


async def test_the_page_asks_for_nothing_from_outside(server: Serving, client: Client) -> None:
    page = await entered(client, server)
    async with client.get(page) as answer:
        text = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in re.split("; ?style-src", policy)[0]
    assert "frame-ancestors 'none'" in policy
    assert "<title>Control room console</title>" in text
    assert "://" not in text.replace(f"ws://{server.host}/", "")
    for name in re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', text):
        assert await status(client, page + name) == 200
    assert await status(client, page + "../" + "static/") == 403
    assert await status(client, page + "nothing") == 404


async def test_a_tab_is_a_process_and_ends_with_it(server: Serving, client: Client) -> None:
    page = await entered(client, server)
    tab = await client.ws_connect(socket_of(page), origin=f"http://{server.host}")
    await tab.send_json(["resize", {"width": 100, "height": 30}])
    async with asyncio.timeout(PATIENCE_S):
        while b"\x1b[" not in (await tab.receive_bytes()):
            pass
    (console,) = consoles(server)
    await tab.close()
    await asyncio.to_thread(wait_until, lambda: not alive(console) and consoles(server) == set())


async def test_nonsense_closes_the_tab_and_nothing_else(server: Serving, client: Client) -> None:
    page = await entered(client, server)
    for nonsense in ("", "{}", "[]", '["stdin"]', '["stdin", 7]', '["resize", {"width": 1}]', "[7"):
        tab = await client.ws_connect(socket_of(page), origin=f"http://{server.host}")
        await tab.send_str(nonsense)
        async with asyncio.timeout(PATIENCE_S):
            async for _ in tab:
                pass
        assert tab.close_code == 1003, nonsense
    assert await status(client, page) == 200


async def test_one_console_too_many_is_refused(server: Serving, client: Client) -> None:
    page = await entered(client, server)
    tabs = [
        await client.ws_connect(socket_of(page), origin=f"http://{server.host}")
        for _ in range(SESSIONS + 1)
    ]
    async with asyncio.timeout(PATIENCE_S):
        await tabs[-1].receive()
    assert tabs[-1].close_code == FULL
    await asyncio.to_thread(wait_until, lambda: len(consoles(server)) == SESSIONS)
    await tabs[0].close()
    again = await client.ws_connect(socket_of(page), origin=f"http://{server.host}")
    async with asyncio.timeout(PATIENCE_S):
        assert await again.receive_bytes()
    for tab in [*tabs, again]:
        await tab.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)],
)
async def test_no_console_outlives_the_server(
    server: Serving, client: Client, number: signal.Signals, code: int
) -> None:
    page = await entered(client, server)
    tabs = [
        await client.ws_connect(socket_of(page), origin=f"http://{server.host}") for _ in range(2)
    ]
    for tab in tabs:
        async with asyncio.timeout(PATIENCE_S):
            await tab.receive_bytes()
    running = consoles(server)
    assert len(running) == 2
    server.process.send_signal(number)
    assert await asyncio.to_thread(server.process.wait, PATIENCE_S) == code
    await asyncio.to_thread(wait_until, lambda: not any(map(alive, running)))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example.org"])
def test_any_host_but_this_machine_is_refused(host: str) -> None:
    done = _run("web", "--host", host)
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _run("web", "--port", str(port))
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_it_is_another_machines_matter(server: Serving) -> None:
    """The port is not even open on any address but the loopback."""
    port = int(server.host.rpartition(":")[2])
    listening = Path(f"/proc/{server.process.pid}/net/tcp").read_text().splitlines()
    mine = [line.split()[1] for line in listening if line.split()[1].endswith(f":{port:04X}")]
    assert f"0100007F:{port:04X}" in mine
    assert f"00000000:{port:04X}" not in mine


def test_a_browser_is_handed_a_private_file_and_no_address(tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(
        '#!/bin/sh\nstat -c %a "$1" > "$0.mode"; cp "$1" "$0.tmp"; mv "$0.tmp" "$0.page"\n'
    )
    opener.chmod(0o755)
    (tmp_path / "run").mkdir(mode=0o700)
    environ = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
    }
    page = tmp_path / "xdg-open.page"
    with serving(tmp_path / "no.sock", "--open", environ=environ) as server:
        wait_until(page.exists)
        assert server.token in page.read_text()
        assert (tmp_path / "xdg-open.mode").read_text().strip() == "600"
    assert list((tmp_path / "run" / "wanshou").iterdir()) == []


def test_without_the_extra_it_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['textual_serve'] = None; from console.cli import main; "
    done = subprocess.run(
        [sys.executable, "-c", f"{code} sys.exit(main(['--language', 'en', 'web']))"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'wanshou[web]'" in done.stderr


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*WANSHOU, "--language", "en", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
