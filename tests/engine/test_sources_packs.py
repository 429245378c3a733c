"""The starter packs that come along hold addresses of the web, each once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import octavo
from octavo.engine.urls import canonical, host_of

PACKS = sorted((Path(octavo.__file__).parent / "news" / "packs").glob("*.json"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pack_is_clean(path: Path) -> None:
    pack = json.loads(path.read_text(encoding="utf-8"))
    addresses = [feed["url"] for feed in pack["feeds"]]
    assert pack["name"]
    assert len({address.partition("//")[2].removeprefix("www.").rstrip("/") for address in addresses}) == len(addresses)
    assert all(canonical(address) == address for address in addresses)
    assert not any(host_of(address).endswith("feedburner.com") for address in addresses)
    assert all(feed["title"] for feed in pack["feeds"])


def test_country_packs_have_codes_and_languages() -> None:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in PACKS]
    countries = [pack for pack in packs if "country" in pack]
    assert len(countries) == 25
    assert all(len(pack["country"]) == 2 and pack["languages"] for pack in countries)
