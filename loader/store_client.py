"""Requests to a triplestore over HTTP: who writes, and what a refusal comes to in a line."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from loader.errors import UserError
from loader.explain import one_line

#: Answers that say the address or the credentials are wrong, not the graph: the next graph would get the same.
HOPELESS = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405, 407, 501})

_WORDS = 300  # characters of the server's own words in an error
_MARKUP = re.compile(r"<(style|script|title).*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class PushError(UserError):
    """The store cannot be written to at all: unreachable, another address, other credentials."""


class RefusedError(Exception):
    """The store does not take a graph; the message has its words."""


@dataclass(frozen=True)
class Credentials:
    """A user with a password (HTTP Basic or Digest, as the server asks), or a bearer token, or nothing."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def basic(self) -> str:
        """The user and password as a header of HTTP Basic."""
        pair = f"{self.user}:{self.password or ''}"
        return f"Basic {b64encode(pair.encode()).decode()}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would become a GET and lose its triples in silence."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Sender:
    """Sends requests to a store, with the credentials in the way that it asks for.

    How a user is known to it, by HTTP Basic or Digest, is asked first, with an empty request: a server that refuses a
    long one may close the connection while it is still being sent, and Virtuoso does not ask for Digest once it was
    offered Basic.

    Raises:
        PushError: the address is none of HTTP.
    """

    endpoint: str
    credentials: Credentials
    timeout: float  # seconds
    opener: urllib.request.OpenerDirector = field(init=False)
    digest: urllib.request.HTTPDigestAuthHandler = field(init=False)
    challenge: dict[str, str] | None = field(default=None, init=False)  # of Digest; empty where Basic will do

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise PushError(f"{self.endpoint}: no address of a triplestore; it starts with http:// or https://")
        if parts.username is not None:
            raise PushError("give the user with --user, not in the address")
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if self.credentials.user is not None:
            site = f"{parts.scheme}://{parts.netloc}/"
            known.add_password(None, site, self.credentials.user, self.credentials.password or "")
        self.digest = urllib.request.HTTPDigestAuthHandler(known)
        self.opener = urllib.request.build_opener(_NoRedirect())

    def send(self, request: urllib.request.Request) -> None:
        """Send a request.

        Raises:
            RefusedError: the server does not take this one.
            PushError: it takes none, or there is no server.
        """
        try:
            self._authorize(request)
            try:
                self._open(request)
            except urllib.error.HTTPError as error:
                if error.code != 401 or not self.challenge:
                    raise
                self.challenge = None  # it may have come of age
                self._authorize(request)
                self._open(request)
        except urllib.error.HTTPError as error:
            raise _told(self.endpoint, error) from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._told_by_an_empty_one(request, error) from error

    def _told_by_an_empty_one(self, request: urllib.request.Request, error: Exception) -> PushError:
        """Why a request failed. A server may break off one whose sender it does not know before it says so."""
        if _is_broken_off(error):
            empty = _empty(request)
            try:
                self._authorize(empty)
                self._open(empty)
            except urllib.error.HTTPError as said:
                told = _told(self.endpoint, said)
                if isinstance(told, PushError):
                    return told
            except (OSError, HTTPException, ValueError):
                pass  # as little as the first one said
        return PushError(f"{self.endpoint}: {_unreachable(error)}")

    def _open(self, request: urllib.request.Request) -> None:
        self.opener.open(request, timeout=self.timeout).close()

    def _authorize(self, request: urllib.request.Request) -> None:
        """Put the header into a request that says who we are."""
        if self.credentials.user is not None:
            if self.challenge is None:
                self.challenge = self._asked(request)
            answer = self.digest.get_authorization(request, self.challenge) if self.challenge else None
            header: str | None = f"Digest {answer}" if answer else self.credentials.basic
        else:
            header = f"Bearer {self.credentials.token}" if self.credentials.token else None
        if header:
            request.add_header("Authorization", header)

    def _asked(self, request: urllib.request.Request) -> dict[str, str]:
        """The server's challenge to who comes with nothing, if it is of Digest."""
        try:
            self._open(_empty(request))
        except urllib.error.HTTPError as error:
            error.close()
            scheme, _, rest = error.headers.get("WWW-Authenticate", "").partition(" ")
            if error.code == 401 and scheme.lower() == "digest":
                return urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
        return {}


def _empty(request: urllib.request.Request) -> urllib.request.Request:
    """A request to the same place that changes nothing there."""
    kind = {"Content-Type": request.get_header("Content-type", "")}
    return urllib.request.Request(request.full_url, b"", kind, method="POST")


def _told(endpoint: str, error: urllib.error.HTTPError) -> PushError | RefusedError:
    """What a server's refusal comes to, in its own words."""
    with error:
        body = error.read(20_000) if error.fp else b""
        words = one_line(_MARKUP.sub(" ", body.decode("utf-8", "replace")))
    said = f"the server says {error.code} {one_line(error.reason)}"
    said += f": {words[:_WORDS]}" if words else ""
    if error.code not in HOPELESS:
        return RefusedError(said)
    advice = {
        401: "give --user and COMMUNIQUE_PASSWORD, or COMMUNIQUE_TOKEN",
        403: "this user may not write there",
        404: "see which address the store has for the protocol",
        405: "see which address the store has for the protocol",
    }.get(error.code)
    if 300 <= error.code < 400:
        advice = f"its address is {one_line(error.headers.get('Location', 'another'))}"
    return PushError(f"{endpoint}: {said}" + (f" ({advice})" if advice else ""))


def _is_broken_off(error: Exception) -> bool:
    return isinstance(_cause(error), ConnectionResetError | BrokenPipeError)


def _cause(error: Exception) -> object:
    return error.reason if isinstance(error, urllib.error.URLError) else error


def _unreachable(error: Exception) -> str:
    reason = _cause(error)
    if isinstance(reason, TimeoutError):
        return "the server does not answer in time"
    if _is_broken_off(error):
        return (
            "the server breaks the request off: it may be too long for it (--batch), or this user may not write there"
        )
    if isinstance(reason, OSError):
        return f"no server answers: {reason.strerror or one_line(str(reason))}"
    return f"no answer that makes sense: {type(reason).__name__}"
