"""Addresses of pages: which may be fetched, and which two are of the same page."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

MAX_URL = 2_000  # characters
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid|ref_src)$", re.IGNORECASE)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
ARCHIVE = r"https?://web\.archive\.org/web/[\w*]+/"  # before the URL of a page that it keeps
_ARCHIVED = re.compile(rf"{ARCHIVE}(?P<scheme>https?):/+", re.IGNORECASE)  # one slash is enough there
_PORTS = {"http": 80, "https": 443}


class UrlError(ValueError):
    """The URL is none that is fetched; the message says why."""


def is_url(what: str) -> bool:
    """Whether that is meant as a URL, of whatever scheme."""
    return _URL.match(what) is not None


def checked(url: str) -> SplitResult:
    """The parts of an http or https URL. Raises UrlError."""
    if len(url) > MAX_URL:
        raise UrlError(f"the URL has {len(url):,} characters, and {MAX_URL:,} is the most")
    if re.search(r"[\x00-\x20\x7f]", url):
        raise UrlError("the URL has a space or a control character in it")
    try:
        parts = _ascii(urlsplit(url))
        port = parts.port
    except ValueError as error:  # UnicodeError, of a host that cannot be, is one
        raise UrlError(f"that is no URL ({error})") from error
    if parts.scheme not in _PORTS:
        raise UrlError("only http and https URLs are fetched")
    if not parts.hostname:
        raise UrlError("the URL names no host")
    if parts.username is not None or parts.password is not None:
        raise UrlError("the URL holds a name or a password; leave them out")
    if port == 0:
        raise UrlError("the URL has port 0")
    return parts


def _ascii(parts: SplitResult) -> SplitResult:
    """As it goes over the wire: `https://é.example/ü` has its letters encoded."""
    if parts.geturl().isascii():
        return parts
    host = parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="/%:@!$&'()*+,;=?~-._") for part in (parts.path, parts.query))
    return SplitResult(parts.scheme, host, path, query, "")


def port_of(parts: SplitResult) -> int:
    """The port that the URL names, or its scheme's own."""
    return parts.port or _PORTS[parts.scheme]


def same_page_key(url: str) -> str:
    """Equal for two URLs of one page: without scheme, www, fragment, tracking and the slash at the end."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    named = f":{port}" if port and port != _PORTS.get(parts.scheme) else ""
    query = urlencode(
        [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(name)
        ]
    )
    return f"{host}{named}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def same_host(one: str, other: str) -> bool:
    """Whether both URLs are of one site, with www or without."""
    try:
        hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    except ValueError:
        return False
    return hosts[0] == hosts[1] != ""


def site_of(url: str) -> str | None:
    """The host of a page, without www; of one that a web archive keeps, its own."""
    try:
        host = urlsplit(_ARCHIVED.sub(r"\g<scheme>://", url, count=1)).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
