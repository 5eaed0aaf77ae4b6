"""`extractor serve`: articles over HTTP."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from typing import Annotated

import typer

from extractor.cli.failures import USAGE
from extractor.cli.options import Gazetteer, Model, Patterns, Without, choose_packs

__all__ = ["serve"]

WAITING = 2048
"""Connections that the system keeps waiting for the service."""


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; any other than this machine's own is open to others.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    max_bytes: Annotated[int, typer.Option(min=1, help="Longest request.")] = 2_000_000,
    max_articles: Annotated[int, typer.Option(min=1, help="Most articles in a batch.")] = 1_000,
    time_limit: Annotated[float, typer.Option(metavar="SECONDS", help="For one article.")] = 30.0,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read articles.")] = 1,
    patterns: Patterns = None,
    without: Without = None,
    without_gazetteer: Gazetteer = False,
    model: Model = None,
) -> None:
    """Answer articles over HTTP: /articles, /batches, /health, and /docs to try them.

    There is no password and no encryption: put a proxy in front of it where others can reach it.
    """
    if time_limit <= 0:
        raise typer.BadParameter("has to be above 0", param_hint="--time-limit")
    listener = listen(host, port)
    try:
        import uvicorn

        from extractor.service.app import PipelineOf, make_app
        from extractor.service.limits import Limits
    except ImportError as error:
        raise typer.BadParameter(
            f"serving needs the extra \"api\" ({error}): run pip install 'extractor[api]'"
        ) from error
    packs = choose_packs(patterns, without, model)
    app = make_app(
        PipelineOf(packs, gazetteer=not without_gazetteer, model=model),
        Limits(max_bytes, max_articles, time_limit, workers),
    )
    address, used = listener.getsockname()[:2]
    if not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        typer.echo(
            f"warning: {address} can be reached from other machines, and there is no password", err=True
        )
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"http://{shown}:{used}/docs will answer once the pipeline is loaded; Ctrl-C stops", err=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
    except SystemExit:  # how uvicorn ends where the application does not start; its code means a ledger here
        pass
    if not server.started:
        typer.echo("error: the service did not start; what its worker said stands above", err=True)
        raise typer.Exit(USAGE)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, before anything slow is loaded.

    Raises:
        BadParameter: the port is taken or not allowed, or there is no such address.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        if os.name == "posix":  # elsewhere the option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING)
    except OSError as error:
        problems = {
            errno.EADDRINUSE: f"port {port} on {host} is in use: stop what uses it, or choose another --port",
            errno.EACCES: f"port {port} is not allowed: choose one above 1023",
            errno.EADDRNOTAVAIL: f"{host} is no address of this machine",
        }
        problem = problems.get(error.errno or 0, f"cannot listen on {host}: {error.strerror or error}")
        raise typer.BadParameter(problem, param_hint="--host / --port") from error
    return listener
