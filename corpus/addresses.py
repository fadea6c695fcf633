"""Which addresses on the network may be fetched from: public ones only."""

import ipaddress
from collections.abc import Callable
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed: TypeAlias = Callable[[Address], bool]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")


def is_public(address: Address) -> bool:
    """Whether the address is of the internet at large: not private, loopback, link-local nor reserved."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        # Each of these carries an IPv4 address, which may be a private one.
        if address.sixtofour or address.teredo or address in _NAT64 or address in _SITE_LOCAL:
            return False
    return (
        address.is_global
        and not address.is_private
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_loopback
        and not address.is_link_local
        and not address.is_unspecified
    )
