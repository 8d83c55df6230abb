"""The rulebook and the guide, read by somebody who has no account."""

import json
import urllib.request

import pytest

from person import Person, browser  # noqa: F401

READERS = [("kk", 320, True), ("ru", 1280, True), ("en", 320, False)]


@pytest.mark.parametrize("language, width, script", READERS)
def test_a_rule_is_found_and_read(tirkeu, browser, language, width, script):
    person = Person(tirkeu, browser, None, language, script, width)
    person.go("/rules", "rules")
    person.page.fill("[name=find]", "fee.receipt")
    person.press("main form button", "rules-found")
    assert person.page.locator(".rules a").count() == 1
    person.press(".rules a", "rule")
    assert "fee.receipt_required" in person.page.inner_text("main")
    person.press("main a[href='/rules/source#fee']", "rules-source")
    assert person.page.locator("main tbody tr").count() == 28


@pytest.mark.parametrize("language, width, script", READERS)
def test_the_guide_answers_and_prints(tirkeu, browser, language, width, script):
    person = Person(tirkeu, browser, None, language, script, width)
    person.go("/guide", "guide")
    person.page.click("main button.primary")
    person.look("guide-wrong")
    assert person.page.locator(".field-wrong").count() == 4
    for name, value in {"home": "hostel", "stay": "permanent", "sex": "M", "card": "old"}.items():
        person.page.select_option(f"[name={name}]", value)
    person.page.fill("[name=age]", "19")
    person.page.select_option("[name=authority]", index=1)
    person.press("main button.primary", "guide-answer")
    # the petition, the book, the card, the address, the leaf, the basis, the military document and its mark, the receipt
    assert person.page.locator(".papers li").count() == 9
    assert "KZ93" in person.page.inner_text("main")
    person.page.emulate_media(media="print")
    assert not person.page.locator("[name=age]").is_visible()
    assert person.page.locator(".papers li").first.is_visible()


def test_every_rule_fits_a_narrow_screen(tirkeu, browser):
    with urllib.request.urlopen(tirkeu.origin + "/api/v1/rules") as answer:
        rules = json.load(answer)["rules"]
    assert len(rules) > 80
    person = Person(tirkeu, browser, None, "ru", True, 320)
    for rule in rules:
        answer = person.page.goto(f"/rules/{rule['code']}")
        assert answer.status == 200, rule["code"]
        wider = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{rule['code']} is {wider} px too wide"
