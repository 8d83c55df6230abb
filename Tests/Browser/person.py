"""Somebody in front of a real browser, who looks at what they see."""

import os
import pathlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SHOTS = pathlib.Path(os.environ.get("TIRKEU_SCREENSHOTS", pathlib.Path(__file__).resolve().parents[2] / ".build" / "screenshots"))


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])


class Person:
    """Somebody in front of a browser, in one language, with or without script; without an account they stay outside."""

    def __init__(self, tirkeu, browser, account, language, script, width=1280):
        self.tirkeu, self.language, self.script, self.width = tirkeu, language, script, width
        self.context = browser.new_context(
            base_url=tirkeu.origin, java_script_enabled=script, viewport={"width": width, "height": 900}, locale=language)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and "Failed to load resource" not in line.text and self.errors.append(line.text))
        if account:
            self.sign_in(account)
        else:
            self.page.goto(f"/language/{language}?return=/rules")

    def sign_in(self, account):
        self.page.goto(f"/language/{self.language}?return=/sign-in")
        self.look("sign-in")
        self.page.fill("[name=login]", account["login"])
        self.page.fill("[name=password]", account["password"])
        self.page.click("main button.primary")
        self.page.wait_for_load_state()
        assert "/sign-in" not in self.page.url
        self.page.goto(f"/language/{self.language}?return=/")

    def go(self, path, name=None):
        answer = self.page.goto(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        if name:
            self.look(name)

    def press(self, selector, name=None):
        with self.page.expect_navigation():
            self.page.click(selector)
        if name:
            self.look(name)

    def look(self, name):
        """What a careful person sees: the right language, nothing wider than the screen, no barrier, no error in the console."""
        assert self.page.get_attribute("html", "lang") == self.language
        assert not self.errors, self.errors
        if self.script:
            wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{name} is {wider} px wider than {self.width}"
            violations = Axe().run(self.page).response["violations"]
            assert not violations, f"{name}: " + "; ".join(
                f"{found['id']}: {found['nodes'][0]['html'][:160]}" for found in violations)
        SHOTS.mkdir(parents=True, exist_ok=True)
        script = "script" if self.script else "noscript"
        self.page.screenshot(path=SHOTS / f"{name}-{self.language}-{self.width}-{script}.png", full_page=True)
