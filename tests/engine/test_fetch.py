from __future__ import annotations

import asyncio
import gzip
import threading
import time
import zlib
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from octavo.engine.errors import (
    Busy,
    Disallowed,
    Forbidden,
    Gone,
    Missing,
    OctavoError,
    Permanent,
    RedirectLoop,
    Refused,
    ServerError,
    Timeout,
    TooLarge,
    Unparsable,
    Unreachable,
)
from octavo.engine.fetch import Manners, Policy, Purpose, Request, fetch_all
from octavo.engine.values import Response
from tests.engine.servers import Publisher, answer, publisher, reset, slowly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

brotli: Callable[[bytes], bytes] = pytest.importorskip("brotli").compress
POLICY = Policy(
    user_agent="Octavo/0.1 (+https://paper.example/bot)",
    gap=0.0,
    allowed_private_hosts=frozenset({"127.0.0.1", "*.localhost"}),
)
IMPATIENT = replace(POLICY, read_timeout=0.3, total_timeout=0.6)


@pytest.fixture
def press() -> Iterator[Publisher]:
    with publisher() as running:
        yield running


def fetched(request: Request | str, policy: Policy = POLICY, manners: Manners | None = None) -> Response | OctavoError:
    if isinstance(request, str):
        request = Request(request, Purpose.FEED)
    results: list[Response | OctavoError] = []
    fetch_all([request], policy, lambda _, result: results.append(result), manners)
    return results[0]


def read(request: Request | str, policy: Policy = POLICY, manners: Manners | None = None) -> Response:
    result = fetched(request, policy, manners)
    assert isinstance(result, Response), repr(result)
    return result


def refused(request: Request | str, policy: Policy = POLICY, manners: Manners | None = None) -> OctavoError:
    result = fetched(request, policy, manners)
    assert isinstance(result, OctavoError), repr(result)
    return result


def page(url: str) -> Request:
    return Request(url, Purpose.PAGE)


def test_a_feed_comes_back_with_its_body_and_its_headers(press: Publisher) -> None:
    response = read(press.says("/feed", answer(body=b"<rss/>", ETag='"7"', Set_Cookie="a=b")))
    assert (response.status, response.body, response.headers["etag"]) == (200, b"<rss/>", '"7"')
    assert "set-cookie" not in response.headers
    assert press.asked[0].headers["user-agent"] == POLICY.user_agent


def test_an_unchanged_feed_costs_no_body(press: Publisher) -> None:
    url = press.says("/feed", answer("304 Not Modified"))
    assert read(Request(url, Purpose.FEED, etag='"7"', last_modified="yesterday")).unchanged
    assert press.asked[0].headers["if-none-match"] == '"7"'
    assert press.asked[0].headers["if-modified-since"] == "yesterday"


def test_not_modified_without_a_condition_is_an_error(press: Publisher) -> None:
    assert isinstance(refused(press.says("/feed", answer("304 Not Modified"))), ServerError)


def test_validators_that_are_no_headers_are_left_out(press: Publisher) -> None:
    read(Request(press.says("/feed", answer()), Purpose.FEED, etag='"7"\r\nX-Evil: 1', last_modified="x" * 5000))
    assert not {"if-none-match", "if-modified-since", "x-evil"} & press.asked[0].headers.keys()


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("400 Bad Request", Permanent),
        ("401 Unauthorized", Forbidden),
        ("402 Payment Required", Forbidden),
        ("403 Forbidden", Forbidden),
        ("404 Not Found", Missing),
        ("408 Request Timeout", Timeout),
        ("410 Gone", Gone),
        ("429 Too Many Requests", Busy),
        ("451 Unavailable", Forbidden),
        ("500 Oops", ServerError),
        ("503 Service Unavailable", ServerError),
        ("302 Found", ServerError),
    ],
)
def test_each_status_has_its_error(press: Publisher, status: str, meaning: type[OctavoError]) -> None:
    assert type(refused(press.says("/feed", answer(status)))) is meaning


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("told", ["120", lambda: formatdate(time.time() + 120, usegmt=True)])
def test_a_busy_host_is_left_in_peace_as_a_whole(press: Publisher, status: str, told: str | Callable[[], str]) -> None:
    url = press.says("/feed", answer(status, Retry_After=told if isinstance(told, str) else told()))
    manners = Manners()
    first, second = refused(url, manners=manners), refused(press.url("/other"), manners=manners)
    assert isinstance(first, Busy)
    assert isinstance(second, Busy)
    assert 110 < (first.retry_after or 0) <= 121
    assert press.paths() == ["/feed"]


def test_a_permanent_move_is_reported(press: Publisher) -> None:
    press.says("/old", answer("301 Moved", Location="/newer"))
    press.says("/newer", answer("308 Moved", Location="/new#top"))
    press.says("/new", answer(body=b"here"))
    response = read(press.url("/old"))
    assert (response.permanent_url, response.url) == (press.url("/new"), press.url("/new"))


def test_one_temporary_hop_makes_the_move_temporary(press: Publisher) -> None:
    press.says("/old", answer("301 Moved", Location="/newer"))
    press.says("/newer", answer("302 Found", Location="/new"))
    press.says("/new", answer(body=b"here"))
    assert read(press.url("/old")).permanent_url == ""


def test_a_circle_of_redirects_ends(press: Publisher) -> None:
    press.says("/a", answer("302 Found", Location="/b"))
    press.says("/b", answer("302 Found", Location="/a"))
    assert isinstance(refused(press.url("/a")), RedirectLoop)
    assert press.paths() == ["/a", "/b"]


def test_an_endless_way_of_redirects_ends(press: Publisher) -> None:
    for step in range(10):
        press.says(f"/{step}", answer("302 Found", Location=f"/{step + 1}"))
    assert isinstance(refused(press.url("/0")), RedirectLoop)
    assert len(press.asked) == POLICY.max_redirects + 1


def test_a_site_that_sets_a_cookie_first_is_read_and_the_cookie_forgotten(press: Publisher) -> None:
    url = f"http://maros.localhost:{press.port}/"
    press.says("/", answer("302 Found", Location="/", Set_Cookie="seen=1"), answer(body=b"in"), answer())
    assert read(url).body == b"in"
    read(url)
    assert [asked.headers.get("cookie", "") for asked in press.asked] == ["", "seen=1", ""]


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "//[::1", "http://a\tb/"],
)
def test_a_redirect_to_somewhere_else_than_the_web_is_refused(press: Publisher, location: str) -> None:
    assert isinstance(refused(press.says("/feed", answer("302 Found", Location=location))), Refused)


def test_a_redirect_to_a_private_address_is_refused(press: Publisher) -> None:
    policy = replace(POLICY, allowed_private_hosts=frozenset({"maros.localhost"}))
    press.says("/feed", answer("302 Found", Location=press.url("/admin")))
    assert isinstance(refused(f"http://maros.localhost:{press.port}/feed", policy), Refused)
    assert press.paths() == ["/feed"]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_compressed_bodies_are_unpacked(press: Publisher, coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli}[coding]
    url = press.says("/feed", answer(body=pack(b"<rss/>" * 500), Content_Encoding=coding))
    assert read(url).body == b"<rss/>" * 500


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_compression_bomb_stops_at_the_cap(press: Publisher, coding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli}[coding]
    small = replace(POLICY, max_feed_bytes=1_000_000)
    url = press.says("/feed", answer(body=pack(bytes(3_000_000)), Content_Encoding=coding))
    assert isinstance(refused(url, small), TooLarge)


def test_a_feed_that_is_itself_a_gzip_file_is_unpacked_within_the_cap(press: Publisher) -> None:
    press.says("/map.gz", answer(body=gzip.compress(b"<urlset/>") * 2))
    press.says("/bomb.gz", answer(body=gzip.compress(bytes(11_000_000), 1)))
    press.says("/half.gz", answer(body=gzip.compress(b"<urlset/>")[:-9]))
    assert read(press.url("/map.gz")).body == b"<urlset/><urlset/>"
    assert isinstance(refused(press.url("/bomb.gz")), TooLarge)
    assert isinstance(refused(press.url("/half.gz")), Unparsable)


def test_a_body_announced_too_large_is_not_read(press: Publisher) -> None:
    url = press.says("/feed", b"HTTP/1.1 200 OK\r\ncontent-length: 50000000\r\n\r\n")
    assert isinstance(refused(url), TooLarge)


def test_a_body_without_end_is_stopped_early(press: Publisher) -> None:
    sent = []

    def flood(connection: object) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")  # type: ignore[attr-defined]
        while True:
            connection.sendall(bytes(1_000_000))  # type: ignore[attr-defined]
            sent.append(1)

    assert isinstance(refused(press.says("/feed", flood)), TooLarge)
    assert len(sent) < 25


def test_a_server_that_drips_is_given_up(press: Publisher) -> None:
    url = press.says("/feed", slowly(answer(body=b"x" * 100), 0.02))
    assert isinstance(refused(url, IMPATIENT), Timeout)


def test_a_server_that_says_nothing_is_given_up(press: Publisher) -> None:
    assert isinstance(refused(press.says("/feed", lambda _: time.sleep(1)), IMPATIENT), Timeout)


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        (reset, Unreachable),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort", Unreachable),
        (b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope", OctavoError),
        (b"not HTTP at all\r\n\r\n", ServerError),
        (b"HTTP/1.1 200 OK\r\nx-long: " + b"x" * 100_000 + b"\r\n\r\n", ServerError),
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 2000 + b"\r\n", ServerError),
        (b"", Unreachable),
    ],
)
def test_broken_answers_become_errors_of_ours(press: Publisher, said: bytes, meaning: type[OctavoError]) -> None:
    assert isinstance(refused(press.says("/feed", said)), meaning)


def test_a_long_security_header_is_no_obstacle(press: Publisher) -> None:
    assert read(press.says("/", answer(Content_Security_Policy="x" * 20_000))).status == 200


def test_a_closed_port_is_unreachable() -> None:
    with publisher() as gone:
        url = gone.url()
    assert isinstance(refused(url), Unreachable)


def test_a_name_that_does_not_exist_is_unreachable() -> None:
    assert isinstance(refused("http://no-such-host.invalid/"), Unreachable)


def test_a_certificate_that_is_none_is_unreachable(press: Publisher) -> None:
    assert isinstance(refused(f"https://127.0.0.1:{press.port}/"), Unreachable)


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a/", "http:///x", "http://a/\r\nX: 1", "http://a\x00b/", "http://a/" + "x" * 9000, "//a/b"],
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    assert isinstance(refused(url), Refused)


def test_robots_are_asked_once_and_obeyed(press: Publisher) -> None:
    press.says("/robots.txt", answer(body=b"User-agent: octavo\nDisallow: /private\n"))
    press.says("/open", answer(body=b"yes"))
    manners = Manners()
    assert read(page(press.url("/open")), manners=manners).body == b"yes"
    assert isinstance(refused(page(press.url("/private/x")), manners=manners), Disallowed)
    assert press.paths() == ["/robots.txt", "/open"]


def test_robots_hold_for_the_address_a_redirect_leads_to(press: Publisher) -> None:
    press.says("/robots.txt", answer(body=b"User-agent: *\nDisallow: /private\n"))
    press.says("/open", answer("302 Found", Location="/private/x"))
    assert isinstance(refused(page(press.url("/open"))), Disallowed)
    assert "/private/x" not in press.paths()


def test_a_feed_is_read_without_asking_robots(press: Publisher) -> None:
    press.says("/robots.txt", answer(body=b"User-agent: *\nDisallow: /\n"))
    assert read(press.says("/feed", answer(body=b"<rss/>"))).body == b"<rss/>"


def test_robots_are_not_asked_where_the_operator_says_so(press: Publisher) -> None:
    press.says("/robots.txt", answer(body=b"User-agent: *\nDisallow: /\n"))
    url = press.says("/page", answer(body=b"yes"))
    assert read(page(url), replace(POLICY, respect_robots=False)).body == b"yes"


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "410 No"])
def test_robots_that_are_not_there_allow_everything(press: Publisher, status: str) -> None:
    press.says("/robots.txt", answer(status))
    assert read(page(press.says("/page", answer(body=b"yes")))).body == b"yes"


def test_robots_in_trouble_allow_nothing_for_a_while(press: Publisher) -> None:
    press.says("/robots.txt", answer("500 Oops"))
    problem = refused(page(press.says("/page", answer(body=b"yes"))))
    assert isinstance(problem, ServerError)
    assert (problem.retry_after or 0) > 500


def test_endless_robots_are_cut_and_their_beginning_obeyed(press: Publisher) -> None:
    body = b"User-agent: *\nDisallow: /private\n" + b"Disallow: /x\n" * 100_000
    press.says("/robots.txt", answer(body=body))
    assert isinstance(refused(page(press.url("/private"))), Disallowed)


def test_two_requests_to_a_host_keep_their_distance(press: Publisher) -> None:
    urls = [press.says(f"/{number}", answer()) for number in range(3)]
    fetch_all([Request(url, Purpose.FEED) for url in urls], replace(POLICY, gap=0.1, private_gap=0.1), lambda *_: None)
    times = [asked.at for asked in press.asked]
    assert max(times) - min(times) > 0.15


def test_a_crawl_delay_longer_than_our_patience_puts_the_page_off(press: Publisher) -> None:
    press.says("/robots.txt", answer(body=b"User-agent: *\nCrawl-delay: 500\n"))
    manners = Manners()
    read(page(press.says("/1", answer())), manners=manners)
    problem = refused(page(press.says("/2", answer())), manners=manners)
    assert isinstance(problem, Busy)
    assert 490 < (problem.retry_after or 0) <= 500


def test_a_host_gets_no_more_connections_than_agreed(press: Publisher) -> None:
    urls = [press.says(f"/{number}", slowly(b"HTTP/1.1 200 OK\r\n\r\n", 0.002)) for number in range(6)]
    fetch_all([Request(url, Purpose.FEED) for url in urls], POLICY, lambda *_: None)
    assert press.most_at_once == POLICY.per_host


def test_a_slow_publisher_does_not_hold_up_the_others(press: Publisher) -> None:
    order: list[int | str] = []
    requests = [
        Request(press.says("/slow", lambda _: time.sleep(0.3)), Purpose.FEED, key="slow"),
        Request(press.says("/fast", answer()), Purpose.FEED, key="fast"),
    ]
    fetch_all(requests, POLICY, lambda request, _: order.append(request.key))
    assert order == ["fast", "slow"]


def test_results_arrive_in_the_callers_thread_outside_of_any_event_loop(press: Publisher) -> None:
    threads: list[threading.Thread] = []

    def keep(*_: object) -> None:
        threads.append(threading.current_thread())
        with pytest.raises(RuntimeError, match="no running event loop"):
            asyncio.get_running_loop()

    fetch_all([Request(press.says("/feed", answer()), Purpose.FEED)], POLICY, keep)
    assert threads == [threading.current_thread()]


def test_what_the_caller_raises_stops_the_batch(press: Publisher) -> None:
    requests = [Request(press.says(f"/{number}", answer()), Purpose.FEED) for number in range(50)]

    def fail(*_: object) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        fetch_all(requests, replace(POLICY, gap=0.05), fail)
    assert len(press.asked) < 10


def test_more_results_than_the_backlog_all_arrive(press: Publisher) -> None:
    requests = [Request(press.says(f"/{number}", answer()), Purpose.FEED) for number in range(150)]
    results: list[object] = []
    fetch_all(requests, replace(POLICY, per_host=16), lambda _, result: results.append(result))
    assert len(results) == 150
