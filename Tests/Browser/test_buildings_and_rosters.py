"""One file for two buildings, a list of everybody, and the template with the residents in it, as a clerk meets them."""

import csv
import io

import openpyxl
import pytest

from person import Person, browser  # noqa: F401


def text(header, lines):
    """A CSV file of these lines."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode()


def upload(clerk, tirkeu, premises, number, path, **fields):
    """Uploads a file by the page and waits for its check."""
    page = clerk.page
    clerk.go("/petitions/new", "upload-list")
    page.select_option("[name=premises]", str(premises))
    page.fill("[name=number]", number)
    page.fill("[name=dated]", tirkeu.today())
    for name, value in fields.items():
        (page.fill if name == "until" else page.select_option)(f"[name={name}]", value)
    page.set_input_files("[name=file]", path)
    clerk.press("main form button.primary")
    petition = page.url.rstrip("/").split("/")[-1].split("?")[0]
    return tirkeu.draft(petition, tirkeu.account("clerk", tirkeu.institution("hostel")["id"]))


def residents(tirkeu, account, premises):
    found, cursor = [], ""
    while cursor is not None:
        page = tirkeu.get(f"/api/v1/registrations?premises={premises}&on={tirkeu.today()}{cursor}", account).json
        found += page["registrations"]
        cursor = page["next"] and f"&cursor={page['next']}"
    return found


@pytest.mark.parametrize("language, script, width, seed", [("ru", True, 1280, 81), ("kk", False, 320, 82)])
def test_a_file_of_two_buildings_is_submitted_with_one_click(tirkeu, browser, language, script, width, seed):
    hostel = tirkeu.institution("hostel")
    first, second = hostel["premises"]
    records = tirkeu.records(6, seed)
    places = [first["name"], second["name"].upper(), "", f"«{second['name']}»", second["name"], first["name"]]
    path = tirkeu.folder / f"two-{seed}.csv"
    path.write_bytes(text(
        [*records[0], "building"], [[*record.values(), place] for record, place in zip(records, places)]))

    clerk = Person(tirkeu, browser, tirkeu.account("clerk", hostel["id"]), language, script, width)
    account = tirkeu.account("clerk", hostel["id"])
    petition = upload(clerk, tirkeu, first["id"], f"T-{seed}", path)
    (sibling,) = petition["siblings"]
    other = tirkeu.get(f"/api/v1/petitions/{sibling}", account).json
    assert [petition["counts"]["rows"], other["counts"]["rows"]] == [3, 3]
    assert [other["premises"], other["number"]] == [second["id"], f"T-{seed}"]
    rows = tirkeu.get(f"/api/v1/petitions/{sibling}/rows", account).json["rows"]
    assert [row["number"] for row in rows] == [3, 5, 6]

    clerk.go(f"/petitions/{petition['id']}", "petition-of-two")
    assert clerk.page.locator(f"a[href='/petitions/{sibling}']").count() == 1
    clerk.press("a[href$='/siblings/submission']", "together")
    clerk.press("main form.form button.primary", "together-submitted")
    for each in (petition["id"], sibling):
        assert tirkeu.get(f"/api/v1/petitions/{each}", account).json["state"] == "submitted"
    tirkeu.assert_no_drift()


def test_a_list_of_everybody_drafts_what_the_register_lacks(tirkeu, browser):
    hostel = tirkeu.institution("hostel")
    premises = hostel["premises"][1]["id"]
    account = tirkeu.account("clerk", hostel["id"])
    people = residents(tirkeu, account, premises)
    known = sorted({person["iin"]: person for person in people}.values(), key=lambda person: person["iin"])
    lines = [[person["iin"], person["surname"], person["given_name"]] for person in known[2:]]
    lines[0][1] += "ский"
    newcomer = tirkeu.records(1, 83)[0]
    lines.append([newcomer["iin"], newcomer["surname"], newcomer["given_name"]])
    path = tirkeu.folder / "everybody.csv"
    path.write_bytes(text(["ЖСН", "Тегі", "Аты"], lines))

    clerk = Person(tirkeu, browser, account, "kk", script=True)
    petition = upload(clerk, tirkeu, premises, "T-83", path, list="roster")
    roster = petition["roster"]
    assert roster["listed"] == len(lines) and roster["registered"] == len(known)
    assert [roster[name] for name in ("arriving", "leaving", "differing", "unchanged")] == [1, 2, 1, len(known) - 3]
    assert petition["counts"]["rows"] == 3
    clerk.go(f"/petitions/{petition['id']}", "roster")
    clerk.press("a[href$='action=depart']", "roster-departures")
    rows = tirkeu.get(f"/api/v1/petitions/{petition['id']}/rows?action=depart", account).json["rows"]
    assert [row["values"]["iin"] for row in rows] == [person["iin"] for person in known[:2]]
    assert [row["number"] for row in rows] == [len(lines) + 2, len(lines) + 3]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_with_the_residents_is_a_petition_once_the_reason_is_chosen(tirkeu, browser, language):
    hostel = tirkeu.institution("hostel")
    premises = hostel["premises"][0]["id"]
    account = tirkeu.account("clerk", hostel["id"])
    clerk = Person(tirkeu, browser, account, language, script=True)
    clerk.go(f"/premises/{premises}")
    with clerk.page.expect_download() as download:
        clerk.page.click("a[href*='action=depart']")
    path = tirkeu.folder / f"leaving-{language}.xlsx"
    download.value.save_as(path)

    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.max_row - 1 == len({person["iin"] for person in residents(tirkeu, account, premises)})
    start = 5 * ["kk", "ru", "en"].index(language) + 2
    if start > 2:
        sheet.delete_rows(2, start - 2)
    sheet.delete_rows(5, sheet.max_row)
    names = [cell.value for cell in sheet[1]]
    reason = next(
        column for column in book["words"].iter_cols(values_only=True) if len([word for word in column if word]) == 6)[0]
    for row in (2, 3, 4):
        sheet.cell(row, 1 + next(i for i, name in enumerate(names) if name in ("Кету себебі", "Причина выбытия", "Reason for departure"))).value = reason
    book.save(path)
    petition = upload(clerk, tirkeu, premises, f"T-leaving-{language}", path, until=tirkeu.today())
    assert petition["counts"] == {"rows": 3, "sound": 3, "warned": 0, "faulty": 0, "blank": 0}, petition


def test_a_stranger_gets_an_empty_template_and_nobody_else_s_residents(tirkeu):
    assert tirkeu.get("/template?language=ru").status == 200
    premises = tirkeu.institution("orphanage")["premises"][0]["id"]
    hostel = tirkeu.institution("hostel")["id"]
    answer = tirkeu.get(f"/template?language=ru&premises={premises}&action=depart", tirkeu.account("clerk", hostel))
    assert b"PK" != answer.body[:2]
