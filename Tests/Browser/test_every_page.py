"""Every page that links lead to, for every role: it answers, in the right language, within the screen, without a barrier."""

import collections
import re
import urllib.parse

import pytest

from person import Person, browser  # noqa: F401

# downloads, and what ends the walk
LEFT_OUT = re.compile(r"^/(public|language|template|api)\b|/workbook$|^/openapi")


def shape(path):
    """Pages of one kind differ in their numbers only; one of each is enough."""
    address = urllib.parse.urlsplit(path)
    names = sorted({name for name, _ in urllib.parse.parse_qsl(address.query)})
    path = re.sub(r"^/rules/\w+\.\w+$", "/rules/CODE", address.path)
    return re.sub(r"\d+", "N", path) + "?" + ",".join(names)


def links(page, origin):
    for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        address = urllib.parse.urlsplit(href)
        if f"{address.scheme}://{address.netloc}" == origin and not LEFT_OUT.search(address.path):
            yield address.path + (f"?{address.query}" if address.query else "")


WALKS = [
    ("clerk", "ru", 1280), ("head", "kk", 320), ("reviewer", "kk", 1280), ("chief", "en", 320), ("auditor", "ru", 320),
    ("operator", "en", 1280)]


@pytest.mark.parametrize("role, language, width", WALKS)
def test_every_page_that_a_role_can_reach(tirkeu, browser, role, language, width):
    hostel = tirkeu.institution("hostel")
    institution = hostel["id"] if role in ("clerk", "head") else None
    person = Person(tirkeu, browser, tirkeu.account(role, institution), language, script=True, width=width)
    waiting, seen = collections.deque(["/"]), set()
    while waiting:
        path = waiting.popleft()
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        name = re.sub(r"[^a-z]+", "-", shape(path).lower().replace("?", "-")).strip("-") or "home"
        person.go(path, f"walk-{role}-{name}")
        waiting.extend(links(person.page, tirkeu.origin))
    assert len(seen) > 5, seen
