"""One process that answers for the whole invented web; websites are told apart by Host."""

import asyncio
import contextlib
import gzip
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from http import HTTPStatus

from liaison.kernel.errors import LiaisonError
from liaison.rehearsal.answer import Answer, Conduct, Request
from liaison.rehearsal.sites import ABYSS, BRITTLE
from liaison.rehearsal.websites import answer
from liaison.rehearsal.world import World

_LONGEST_HEAD = 32_768  # bytes of a request
_STOP = 5.0  # seconds that a child has to end
_SILENCE = 3_600.0  # seconds for which a silent answer holds its peace
_ENDS = (
    ConnectionError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,
)


def serve(
    world: World,
    host: str = "127.0.0.1",
    port: int = 0,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Serve the world until SIGINT or SIGTERM; `ready` is told the port once it listens.

    Raises LiaisonError where the port is taken.
    """
    asyncio.run(_serve(world, host, port, ready))


@contextlib.contextmanager
def running(world: World, port: int = 0) -> Iterator[int]:
    """Serve the world on loopback in a process of its own; gives the port, and ends it afterwards.

    The child ends too when this process is gone. Raises LiaisonError where it does not start.
    """
    command = [sys.executable, "-m", "liaison.rehearsal"]
    command += [str(number) for number in (world.seed, world.documents, world.day, port)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 (this interpreter, numbers alone)
    try:
        told = child.stdout.readline().strip() if child.stdout else ""
        if not told.isdigit():
            raise LiaisonError(
                "the rehearsal did not start", "see the error above; is the port free?"
            )
        yield int(told)
    finally:
        child.terminate()
        try:
            child.wait(_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
        child.communicate()


async def _serve(world: World, host: str, port: int, ready: Callable[[int], None] | None) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(
            ValueError, RuntimeError
        ):  # only a main thread may ask for signals
            loop.add_signal_handler(number, stop.set)
    desk = _Desk(world)
    try:
        server = await asyncio.start_server(desk.talk, host, port, limit=_LONGEST_HEAD, backlog=512)
    except OSError as error:
        raise LiaisonError(
            f"cannot listen on {host}:{port} ({error.strerror})", "name another port"
        ) from error
    if ready is not None:
        ready(server.sockets[0].getsockname()[1])
    await stop.wait()
    server.close()
    desk.hang_up()


class _Desk:
    """Reads requests from connections and sends what the world answers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._visit = 0
        self._asked: Counter[tuple[str, str]] = Counter()  # of the websites that answer badly only
        self._talks: set[asyncio.Task[None]] = set()

    def hang_up(self) -> None:
        """End every conversation."""
        for talk in self._talks:
            talk.cancel()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its first request to its last."""
        task = asyncio.current_task()
        if task is not None:
            self._talks.add(task)
            task.add_done_callback(self._talks.discard)
        try:
            while await self._exchange(reader, writer):
                pass
        except _ENDS:
            pass  # a client that goes away or asks for too much ends its own conversation alone
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request = _request(head)
        if request is None or request.method not in ("GET", "HEAD"):
            writer.write(
                b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            await writer.drain()
            return False
        made = answer(self._world, request, self._count(request))
        if made.wait:
            await asyncio.sleep(made.wait)
        await _send(writer, request, made)
        return (
            made.conduct is Conduct.WHOLE
            and request.headers.get("connection", "").lower() != "close"
        )

    def _count(self, request: Request) -> int:
        host = request.host.partition(":")[0].lower()
        if host not in (BRITTLE, ABYSS):
            self._visit += 1
            return self._visit
        place = (host, request.path)
        times = self._asked[place]
        if len(self._asked) < _LONGEST_HEAD:  # a redirect without end names new places for ever
            self._asked[place] += 1
        return times


def _request(head: str) -> Request | None:
    lines = head.split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):  # noqa: PLR2004 (RFC 9112, section 3)
        return None
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return Request(headers.get("host", ""), words[1], headers, words[0])


async def _send(writer: asyncio.StreamWriter, request: Request, made: Answer) -> None:
    if made.conduct is Conduct.SILENT:
        await asyncio.sleep(_SILENCE)
        return
    body, headers = made.body, dict(made.headers)
    if made.may_compress and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 1, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if made.conduct is not Conduct.STREAM:
        headers["Content-Length"] = str(len(body))
    if made.conduct is not Conduct.WHOLE:
        headers["Connection"] = "close"
    if made.status != HTTPStatus.NOT_MODIFIED:
        headers["Content-Type"] = made.media_type
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    phrase = HTTPStatus(made.status).phrase
    head = f"HTTP/1.1 {made.status} {phrase}\r\nServer: rehearsal\r\n{lines}\r\n".encode("latin-1")
    if request.method == "HEAD":
        writer.write(head)
    elif made.conduct is Conduct.BROKEN_OFF:
        writer.write(head + body[: len(body) // 2])
    elif made.conduct is Conduct.DRIP:
        await _drip(writer, head, body)
    elif made.pieces is not None:
        await _stream(writer, head, made.pieces)
    else:
        writer.write(head + body)
    await writer.drain()


async def _drip(writer: asyncio.StreamWriter, head: bytes, body: bytes) -> None:
    writer.write(head)
    for byte in body:
        writer.write(bytes((byte,)))
        await writer.drain()
        await asyncio.sleep(1)


async def _stream(writer: asyncio.StreamWriter, head: bytes, pieces: Iterator[bytes]) -> None:
    writer.write(head)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
