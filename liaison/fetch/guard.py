"""Which machines may be reached: looked up once, checked, and connected to as checked.

A source's name, or a redirect of it, may point into the operator's own network. The check is made
on the very address that is then connected to, so a name that answers differently the second time
gains nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import anyio
import httpcore

from liaison.kernel.errors import FailureClass, SourceFailure

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_CARRY_IPV4 = tuple(
    ipaddress.IPv6Network(network)
    for network in ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48")
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What one source may reach.

    `hosts` are those that its declaration names. They alone may be local, and they alone are
    found at `connect`, whatever they resolve to: a page of a local source that leads elsewhere
    in the operator's network leads nowhere.
    """

    hosts: frozenset[str] = frozenset()
    local: bool = False
    connect: tuple[str, int] | None = None
    proxy: str | None = None


def check_reachable(address: str, host: str, *, local: bool) -> None:
    """Raise SourceFailure unless this IP address is public, or local ones are allowed."""
    ip = _meant(ipaddress.ip_address(address.partition("%")[0]))
    local_too = local and not ip.is_unspecified
    inside = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local  # RFC 3879: long given up
    if ip.is_multicast or not ((ip.is_global and not inside) or local_too):
        raise SourceFailure(
            FailureClass.BLOCKED,
            f"{host} is {ip}, which is not a public address",
            "if this machine is meant, write `local: true` in the source file",
        )


def _meant(ip: _Address) -> _Address:
    """The IPv4 address that an IPv6 one carries, by whichever way to the same machine.

    Mapped (RFC 4291, 2.5.5), 6to4 (RFC 3056), Teredo (RFC 4380), NAT64 (RFC 6052, RFC 8215),
    translated (RFC 2765) and the old compatible form (RFC 4291).
    """
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
    if carried:
        return carried
    if any(ip in network for network in _CARRY_IPV4) and int(ip) > 1:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip


def refuse_inside(host: str) -> None:
    """Raise SourceFailure for a host that is by its very name inside the operator's network.

    A proxy looks names up itself, so all spellings of an address count: `127.1`, `2130706433`.
    """
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        check_reachable("127.0.0.1", host, local=False)
    try:
        ip = ipaddress.ip_address(name)
    except ValueError:
        try:
            ip = ipaddress.IPv4Address(socket.inet_aton(name))
        except (OSError, UnicodeError):
            return
    check_reachable(str(ip), host, local=False)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpx as `Reach` allows."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as httpcore names it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first allowed address of `host`. Raises SourceFailure where none is."""
        if self._reach.proxy is not None:  # the operator's own proxy, which looks names up itself
            return await self._plain.connect_tcp(host, port, timeout, local_address, socket_options)
        own = host.lower() in self._reach.hosts
        if own and self._reach.connect is not None:
            host, port = self._reach.connect
        refusal: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await _addresses(host, port):
            try:
                check_reachable(address, host, local=own and self._reach.local)
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (SourceFailure, httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
        raise refusal

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)


async def _addresses(host: str, port: int) -> list[str]:
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(f"{host} cannot be looked up: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
