"""A clerk's and a reviewer's day in a real browser: a real file, in three languages, with and without script."""

import struct
import zipfile
import zlib

import openpyxl
import pytest

from person import Person, browser  # noqa: F401


def workbook(path, records):
    """A workbook as an office program would save it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(records[0]))
    for record in records:
        sheet.append([record[column] or None for column in record])
    book.save(path)
    return path


def picture(grey):
    """A scan of a paper of one colour: a PNG of 300 by 200 dots."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    lines = (b"\0" + bytes([grey]) * 300) * 200
    head = struct.pack(">IIBBBBB", 300, 200, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def attach_scans(clerk, petition, folder, seed):
    """One by the field of a row's page, the others in an archive whose names say whose they are."""
    page = clerk.page
    photo = folder / f"certificate-{seed}.png"
    photo.write_bytes(picture(240))
    clerk.go(f"/petitions/{petition}/rows/3")
    page.set_input_files("[name=files]", photo)
    page.select_option("[name=kind]", "identity")
    clerk.press("form[action$='/attachments'] button", "row-with-scan")
    assert page.locator(".scan").count() == 1

    archive = folder / f"scans-{seed}.zip"
    with zipfile.ZipFile(archive, "w") as scans:
        scans.writestr("4-приказ.png", picture(128))
        scans.writestr("IMG_0012.jpg", picture(10))
        scans.writestr("5.pdf", b"not a PDF")
    clerk.go(f"/petitions/{petition}/attachments", "attachments")
    page.set_input_files("[name=files]", archive)
    clerk.press("form[action$='/attachments'] button.primary", "attachments-left")
    assert "IMG_0012.jpg" in page.content() and "5.pdf" in page.content()
    assert page.locator(".scan").count() == 2


def look_at_scans(reviewer):
    """The pictures are there for the reviewer, and nothing of them is loaded before they are asked for."""
    page = reviewer.page
    assert page.locator(".scan").count() == 2
    if not reviewer.script:
        return
    scan = page.locator(".scan").first
    image = scan.locator("img")
    assert image.evaluate("image => image.naturalWidth") == 0
    scan.locator("summary").click()
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.scan img').naturalWidth === 300")


def reviewer_of(tirkeu, petition):
    for account in tirkeu.demo["accounts"]:
        if account["role"] == "reviewer" and tirkeu.get(f"/api/v1/petitions/{petition}", account).status == 200:
            return account
    raise AssertionError("no reviewer sees the petition")


@pytest.mark.parametrize(
    "language, script, width, seed", [("ru", True, 1280, 71), ("kk", True, 320, 72), ("en", True, 1280, 73), ("kk", False, 1280, 74)])
def test_a_clerk_repairs_and_submits_and_a_reviewer_decides_row_by_row(tirkeu, browser, language, script, width, seed):
    hostel = tirkeu.institution("hostel")
    records = tirkeu.records(6, seed)
    right_iin = records[0]["iin"]
    records[0]["iin"] = right_iin[:-1] + str((int(right_iin[-1]) + 1) % 10)
    path = workbook(tirkeu.folder / f"residents-{seed}.xlsx", records)

    clerk = Person(tirkeu, browser, tirkeu.account("clerk", hostel["id"]), language, script, width)
    clerk.go("/", "home")
    clerk.go("/petitions/new", "upload")
    page = clerk.page
    page.select_option("[name=premises]", str(hostel["premises"][0]["id"]))
    page.fill("[name=number]", f"B-{seed}")
    page.fill("[name=dated]", tirkeu.today())
    page.set_input_files("[name=file]", path)
    clerk.press("main form button.primary")
    petition = page.url.rstrip("/").split("/")[-1].split("?")[0]
    tirkeu.draft(petition, tirkeu.account("clerk", hostel["id"]))
    clerk.go(f"/petitions/{petition}", "petition-faulty")

    clerk.go(f"/petitions/{petition}/issues", "issues")
    assert "iin" in page.content()
    form = page.locator("td.repair-cell form.repair").first
    form.locator("input[name=value]").fill(right_iin)
    with page.expect_navigation():
        form.locator("button").click()
    found = tirkeu.get(f"/api/v1/petitions/{petition}", tirkeu.account("clerk", hostel["id"])).json
    assert found["counts"] == {"rows": 6, "sound": 6, "warned": 0, "faulty": 0, "blank": 0}, found

    clerk.go(f"/petitions/{petition}/rows", "rows")
    attach_scans(clerk, petition, tirkeu.folder, seed)
    clerk.go(f"/petitions/{petition}/submission", "submission")
    clerk.press("main form.form button.primary", "petition-submitted")

    reviewer = Person(tirkeu, browser, reviewer_of(tirkeu, petition), language, script, width)
    reviewer.go("/queue", "queue")
    reviewer.go(f"/petitions/{petition}/review")
    reviewer.press(f"form[action$='/{petition}/claim'] button")
    reviewer.go(f"/petitions/{petition}/review?pile=all", "review")
    page = reviewer.page
    look_at_scans(reviewer)
    page.check("#refuse-3", force=True)
    page.select_option("#ground-3", "documents_unreliable", force=True)
    page.check("#return-4", force=True)
    page.select_option("#column-4", "document_number", force=True)
    page.fill("#note-4", "№?", force=True)
    page.select_option("[name=default]", "approved")
    reviewer.press(".sticky-bar button.primary", "decision")
    reviewer.press("main form.form button.primary", "petition-decided")
    reviewer.go(f"/petitions/{petition}/receipt", "receipt")
    reviewer.go("/register", "register-empty")

    account = tirkeu.account("clerk", hostel["id"])
    decided = tirkeu.get(f"/api/v1/petitions/{petition}", account).json
    assert decided["state"] == "decided"
    rows = tirkeu.get(f"/api/v1/petitions/{petition}/rows", account).json["rows"]
    assert [row["outcome"] for row in rows] == ["approved", "refused", "returned", "approved", "approved", "approved"]
    (child,) = decided["children"]
    clerk.go(f"/petitions/{child}", "petition-child")
    clerk.go(f"/petitions/{child}/rows/4", "row-returned")
    assert clerk.page.locator(".scan").count() == 1, "a returned row brings its scan along"
    clerk.go(f"/register?premises={hostel['premises'][0]['id']}&on={records[0]['from']}", "register")
    clerk.page.fill("[name=iin]", right_iin)
    clerk.press("form[method=post][action='/register'] button", "register-person")
    assert records[0]["surname"] in clerk.page.content()
    clerk.go(f"/premises/{hostel['premises'][0]['id']}", "premises")
    clerk.go(f"/petitions/{petition}/history", "history")
    tirkeu.assert_no_drift()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_operator_keeps_institutions_premises_and_accounts(tirkeu, browser, language):
    operator = Person(tirkeu, browser, tirkeu.account("operator"), language, script=True)
    operator.go("/institutions", "institutions")
    institution = tirkeu.institution("orphanage")
    operator.go(f"/institutions/{institution['id']}", "institution")
    operator.go("/authorities", "authorities")
    operator.go("/help", "help")


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(tirkeu, browser):
    context = browser.new_context(base_url=tirkeu.origin)
    page = context.new_page()
    page.goto("/petitions")
    assert "/sign-in" in page.url
