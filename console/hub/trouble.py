"""Errors on the wire: kind, code and parameters; the front end finds the words."""

from __future__ import annotations

import difflib
import re
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from console.clock import utc
from console.contract.registry import OPERATIONS
from console.errors import Conflict, ConsoleError, NotFound, NotPermitted, Refused, StoreError

STATUS: dict[type[ConsoleError], int] = {
    Conflict: 409,
    NotFound: 404,
    NotPermitted: 403,
    Refused: 422,
    StoreError: 503,
}
NO_ROOM = frozenset({"store_full", "store_busy"})  # nothing was kept and nothing is broken
UNKNOWN_FIELD = re.compile(r"unknown field `([^`]*)`")
HTTP_CODES = {404: "no_such_view", 405: "no_such_view", 413: "request_too_large"}

log = structlog.get_logger()

Http = Request[Any, Any, Any]


def answer(kind: str, code: str, status: int, parameters: dict[str, Any]) -> Response[Any]:
    """Return the one shape of every refusal."""
    if isinstance(moment := parameters.get("at"), int):
        parameters = {**parameters, "at": utc(moment)}
    error = {"kind": kind, "code": code, "parameters": parameters}
    return Response({"error": error}, status_code=status)


def _refused(_: Http, error: ConsoleError) -> Response[Any]:
    status = STATUS.get(type(error), 500)
    kind = Refused if isinstance(error, StoreError) and error.code in NO_ROOM else type(error)
    return answer(kind.__name__, error.code, status, error.parameters)


def _invalid(request: Http, error: ValidationException) -> Response[Any]:
    """A request that does not fit its operation: name the field and the nearest known one."""
    cause = error.__cause__ or error.__context__
    said = str(cause) if isinstance(cause, msgspec.ValidationError) else str(error.detail)
    if isinstance(error.extra, list) and error.extra:
        said = "; ".join(str(item.get("message", item)) for item in error.extra)
    parameters: dict[str, Any] = {"detail": said}
    if (unknown := UNKNOWN_FIELD.search(said)) is not None:
        key = unknown.group(1)
        near = difflib.get_close_matches(key, _fields(request.url.path), n=1)
        parameters = {"key": key, "nearest": near[0] if near else None}
        return answer("SettingsError", "unknown_field", 400, parameters)
    return answer("SettingsError", "invalid_request", 400, parameters)


def _fields(path: str) -> list[str]:
    operation = OPERATIONS.get(path.removeprefix("/v1/").replace("/", "."))
    return [] if operation is None else [f.name for f in msgspec.structs.fields(operation)]


def _other(request: Http, error: HTTPException) -> Response[Any]:
    code = HTTP_CODES.get(error.status_code, "invalid_request")
    kind = "NotFound" if error.status_code == 404 else "SettingsError"
    return answer(kind, code, error.status_code, {"id": request.url.path})


def _too_deep(_: Http, error: RecursionError) -> Response[Any]:
    return answer("SettingsError", "invalid_request", 400, {"detail": str(error)})


def _bug(request: Http, error: Exception) -> Response[Any]:
    log.exception("bug while answering", path=request.url.path, exc_info=error)
    return answer("ConsoleError", "internal_error", 500, {})


HANDLERS: Any = {
    ConsoleError: _refused,
    ValidationException: _invalid,
    HTTPException: _other,
    RecursionError: _too_deep,
    Exception: _bug,
}
