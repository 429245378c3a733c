from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from octavo.engine.errors import Disallowed, OctavoError, Refused, ServerError
from octavo.engine.fetch.answers import LONGEST_REST, fresh_for, refusal, retry_after, unpacked
from octavo.engine.fetch.guard import (
    PrivateAddressError,
    checked,
    guarded_sockets,
    is_public,
    is_reachable_privately,
)
from octavo.engine.fetch.manners import Manners, Rules, rules_from
from octavo.engine.fetch.policy import Policy

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::",
    "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_get_no_socket(address: str) -> None:
    with pytest.raises(PrivateAddressError):
        guarded_sockets(is_public)((socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["169.254.169.254", "224.0.0.1", "0.0.0.0", "fe80::1", "fd00:ec2::254", "::"])
def test_metadata_services_are_out_of_bounds_even_where_private_addresses_are_allowed(address: str) -> None:
    assert not is_reachable_privately(address)


@settings(max_examples=40, deadline=None)
@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_an_ipv4_address_is_judged_alike_in_every_disguise(address: IPv4Address) -> None:
    number = int(address)
    prefixes = ["::ffff:0:0", "64:ff9b::", "::"]
    assert not any(is_public(str(IPv6Address(int(IPv6Address(prefix)) + number))) for prefix in prefixes)


@settings(max_examples=40, deadline=None)
@given(st.ip_addresses())
def test_nothing_outside_of_the_unicast_space_is_public(address: IPv4Address | IPv6Address) -> None:
    if isinstance(address, IPv6Address) and is_public(str(address)):
        outside = {ip_network("2000::/3"), ip_network("64:ff9b::/96"), ip_network("::ffff:0:0/96")}
        assert any(address in network for network in outside)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"https?://[^ ]{1,40}", fullmatch=True))
def test_any_text_is_either_an_address_for_us_or_refused(text: str) -> None:
    try:
        url = checked(text)
    except Refused:
        return
    assert url.scheme in {"http", "https"}
    assert url.host
    assert "\n" not in str(url)
    assert "\r" not in str(url)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_redirect_leads_to_the_web_or_is_refused(text: str) -> None:
    try:
        assert checked(text, base=URL("https://maros.example/a/b")).scheme in {"http", "https"}
    except Refused:
        return


def test_a_redirect_may_not_bring_a_password_to_another_host() -> None:
    with pytest.raises(Refused):
        checked("https://me:secret@other.example/", base=URL("https://maros.example/"))


def test_private_hosts_are_allowed_by_name_or_by_domain() -> None:
    policy = Policy("Octavo/1", allowed_private_hosts=frozenset({"press.example", "*.localhost"}))
    allowed = ["press.example", "PRESS.example.", "maros.localhost"]
    assert [host for host in [*allowed, "localhost", "evil.press.example"] if policy.may_be_private(host)] == allowed


def test_robots_know_us_by_the_first_word_of_the_user_agent() -> None:
    assert Policy("Octavo/0.1 (+https://x.example)").product == "Octavo"
    assert Policy("Octavo bot").product == "Octavo"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 3 ", 3),
        ("1.5", 1.5),
        ("-5", None),
        ("", None),
        ("soon", None),
        ("9" * 17, LONGEST_REST),
    ],
)
def test_retry_after_in_seconds(said: str, seconds: float | None) -> None:
    assert retry_after(said, NOON) == seconds


def test_retry_after_as_a_date() -> None:
    assert retry_after(format_datetime(NOON + timedelta(minutes=2), usegmt=True), NOON) == 120
    assert retry_after(format_datetime(NOON - timedelta(minutes=2), usegmt=True), NOON) == 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_retry_after_is_within_bounds_or_nothing(said: str) -> None:
    wait = retry_after(said, NOON)
    assert wait is None or 0 <= wait <= LONGEST_REST


@pytest.mark.parametrize(
    ("control", "age", "fresh"),
    [
        ("max-age=600", "", 600),
        ("public, max-age=600", "100", 500),
        ("max-age=600", "900", 0),
        ("s-maxage=600", "", None),
        ("no-cache, max-age=600", "", None),
        ("", "", None),
    ],
)
def test_freshness_is_what_is_left_of_max_age(control: str, age: str, fresh: int | None) -> None:
    assert fresh_for({"cache-control": control, "age": age}) == fresh


@settings(max_examples=40, deadline=None)
@given(st.integers(100, 599), st.dictionaries(st.sampled_from(["retry-after", "x"]), st.text(max_size=20)))
def test_every_status_is_either_read_or_refused(status: int, headers: dict[str, str]) -> None:
    problem = refusal(status, headers, NOON)
    assert (problem is None) == (200 <= status < 300 or status == 304)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"\x1f\x8b\x08" + data))
def test_any_body_is_unpacked_or_refused(body: bytes) -> None:
    try:
        assert len(unpacked(body, 1000)) <= 1000
    except OctavoError:
        return


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_rules_are_forgotten_after_a_day() -> None:
    clock = Clock()
    manners = Manners(clock)
    manners.remember("https://a", rules_from(200, b"User-agent: *\nDisallow: /", clock.now))
    clock.now += 24 * 3600
    assert manners.rules("https://a") is None


def test_a_host_in_trouble_keeps_its_last_good_rules() -> None:
    clock = Clock()
    manners = Manners(clock)
    manners.remember("https://a", rules_from(200, b"User-agent: *\nDisallow: /private", clock.now))
    rules = manners.remember("https://a", rules_from(500, b"", clock.now))
    rules.check("https://a/open", "Octavo", clock.now)
    with pytest.raises(Disallowed):
        rules.check("https://a/private", "Octavo", clock.now)


def test_without_rules_to_fall_back_on_a_host_in_trouble_is_not_read() -> None:
    with pytest.raises(ServerError):
        rules_from(503, b"", 0.0).check("https://a/", "Octavo", 0.0)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_robots_file_can_be_read(body: bytes, path: str) -> None:
    rules = rules_from(200, body, 0.0)
    try:
        rules.check(f"https://a/{path}", "Octavo", 0.0)
    except Disallowed:
        return
    assert isinstance(rules, Rules)
    assert rules.delay("Octavo") >= 0


def test_turns_at_a_host_are_given_out_one_gap_apart() -> None:
    manners = Manners(Clock())
    assert [manners.reserve("a", 2.0, 60.0) for _ in range(3)] == [0.0, 2.0, 4.0]


def test_a_host_is_asked_again_when_its_rest_is_over() -> None:
    clock = Clock()
    manners = Manners(clock)
    manners.leave_in_peace("a", 30.0)
    clock.now += 30
    manners.check_peace("a")
