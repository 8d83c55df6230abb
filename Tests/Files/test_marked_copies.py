"""Marked copies of workbooks, made by one program and looked at by others: what the clerk has in the file stays in it."""

import csv
import pathlib
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest
from conftest import BINARY
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADER = ["ЖСН", "Тегі", "Аты", "Туған күні", "Құжат түрі", "Құжат нөмірі", "Тіркеу түрі", "Басталу күні", "Ескерту"]
PEOPLE = [
    ["050114500001", "Сериков", "Арман", "2005-01-14", "Жеке куәлік", "012345678", "тұрақты", "2026-11-01", ""],
    ["12", "Иванова", "Анна", "2010-02-28", "Туу туралы куәлік", "123", "тұрақты", "2026-11-01", "=сумма"],
]


def office_book(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Тұрғындар тізімі"
    sheet["A1"] = "«Кеншi» жатақханасы"
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(HEADER)
    for row in PEOPLE:
        sheet.append(row)
    sheet["K4"] = "=A4&\" \"&B4"
    sheet["B4"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["C4"].font = Font(bold=True, color="FFFF0000")
    sheet["B4"].comment = Comment("бұрынғы ескерту", "Кадрлар")
    sheet["H4"].number_format = "dd.mm.yyyy"
    sheet.column_dimensions["B"].width = 33
    sheet.column_dimensions["I"].hidden = False
    sheet.freeze_panes = "C4"
    sheet.auto_filter.ref = "A3:I5"
    sheet.print_title_rows = "3:3"
    sheet.print_area = "A1:I5"
    choice = DataValidation(type="list", formula1="$K$1:$K$3", allow_blank=True)
    choice.add("E4:E9")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("D4:D9", CellIsRule(operator="equal", formula=["$B$4"], fill=PatternFill("solid", bgColor="FFFFFF00")))
    sheet.conditional_formatting.add("A4:I9", FormulaRule(formula=['$A4=""'], font=Font(italic=True)))
    other = book.create_sheet("Анықтама")
    other["A1"] = "өзгермейді"
    other["B2"] = "='Тұрғындар тізімі'!A4"
    table = book.create_sheet("Кесте")
    table.append(["Қала"])
    table.append(["Алматы"])
    table.add_table(Table(displayName="Towns", ref="A1:A2"))
    book.defined_names["Towns1"] = DefinedName("Towns1", attr_text="'Тұрғындар тізімі'!$A$4:$B$5")
    book.save(path)


def mark(file, folder, *words):
    """Checks a file and gives its marked copy."""
    answer = subprocess.run(
        [BINARY, "check", "--language", "kk", "--on", "2026-11-23", "--annotate", folder, file, *words], capture_output=True, text=True)
    assert answer.returncode == 1, answer.stderr
    return pathlib.Path(folder) / pathlib.Path(file).name


def is_whole(path):
    """Every part is XML, is named in the content types, and every relationship leads somewhere."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(package.read(name))
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        for part in types:
            if "PartName" in part.attrib:
                assert part.attrib["PartName"].lstrip("/") in names
        for name in names:
            if not name.endswith(".rels"):
                continue
            base = pathlib.PurePosixPath(name).parent.parent
            for link in ElementTree.fromstring(package.read(name)):
                if link.attrib.get("TargetMode") == "External":
                    continue
                target = link.attrib["Target"]
                found = target.lstrip("/") if target.startswith("/") else _resolved(base, target)
                assert found in names, f"{name}: {target}"


def _resolved(base, target):
    steps = list(base.parts)
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def test_the_clerks_workbook_stays_theirs(tmp_path):
    office_book(tmp_path / "list.xlsx")
    copy = mark(tmp_path / "list.xlsx", tmp_path / "marked")
    is_whole(copy)
    book = load_workbook(copy)
    assert book.sheetnames == ["Тұрғындар тізімі", "Анықтама", "Кесте"]
    sheet = book["Тұрғындар тізімі"]
    assert sheet["A3"].value == "Тіркеу: қателер"
    assert [cell.value for cell in sheet[3]][1:10] == HEADER
    assert [cell.value or "" for cell in sheet[4]][1:10] == PEOPLE[0]
    assert "ЖСН" in sheet["A5"].value and sheet["A5"].alignment.wrap_text
    assert sheet["B5"].fill.fgColor.rgb == "FFFBD5D5" and "ЖСН" in sheet["B5"].comment.text
    assert sheet["C4"].fill.fgColor.rgb == "FF00FF00" and sheet["C4"].comment.text == "бұрынғы ескерту"
    assert sheet["D4"].font.bold and sheet["I4"].number_format == "dd.mm.yyyy"
    assert sheet["L4"].value == '=B4&" "&C4'
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["B1:J1"]
    assert sheet.freeze_panes == "D4" and sheet.auto_filter.ref == "B3:J5"
    assert sheet.column_dimensions["A"].width == 60 and sheet.column_dimensions["C"].width == 33
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("F4:F9", "$L$1:$L$3")
    rules = {str(cells.sqref): [rule.formula for rule in rules] for cells, rules in sheet.conditional_formatting._cf_rules.items()}
    assert rules == {"E4:E9": [["$C$4"]], "B4:J9": [['$B4=""']]}
    assert sheet.print_area == "'Тұрғындар тізімі'!$B$1:$J$5"
    assert book.defined_names["Towns1"].attr_text == "'Тұрғындар тізімі'!$B$4:$C$5"
    assert book["Анықтама"]["A1"].value == "өзгермейді" and book["Кесте"].tables["Towns"].ref == "A1:A2"


def test_a_table_over_the_list_moves_with_it(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in [HEADER] + PEOPLE:
        sheet.append(row)
    sheet.add_table(Table(displayName="People", ref="A1:I3"))
    book.save(tmp_path / "table.xlsx")
    copy = mark(tmp_path / "table.xlsx", tmp_path / "marked")
    is_whole(copy)
    sheet = load_workbook(copy).active
    table = sheet.tables["People"]
    assert table.ref == "B1:J3" and table.autoFilter.ref == "B1:J3"
    assert [column.name for column in table.tableColumns] == HEADER


def test_a_marked_copy_is_marked_again_in_the_same_column(tmp_path):
    office_book(tmp_path / "list.xlsx")
    once = mark(tmp_path / "list.xlsx", tmp_path / "once")
    twice = mark(once, tmp_path / "twice")
    is_whole(twice)
    first, second = load_workbook(once).worksheets[0], load_workbook(twice).worksheets[0]
    assert [[cell.value for cell in row] for row in first] == [[cell.value for cell in row] for row in second]
    assert {cell.coordinate: cell.comment.text for row in first for cell in row if cell.comment} == {
        cell.coordinate: cell.comment.text for row in second for cell in row if cell.comment}
    assert second["C4"].fill.fgColor.rgb == "FF00FF00"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_and_its_own_files_are_marked(tmp_path):
    office_book(tmp_path / "list.xlsx")

    def convert(file, ending, folder):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", ending, "--outdir", folder, file],
            check=True, capture_output=True, timeout=180)
        return folder / f"{file.stem}.{ending.split(':')[0]}"

    theirs = convert(tmp_path / "list.xlsx", "xlsx", tmp_path / "office")
    copy = mark(theirs, tmp_path / "marked")
    is_whole(copy)
    with open(convert(copy, "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path / "seen"), encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[2][:10] == ["Тіркеу: қателер"] + HEADER
    assert rows[3][1:9] == PEOPLE[0][:8] and rows[3][11] == "050114500001 Сериков"
    assert rows[4][0]
    sheet = load_workbook(copy).worksheets[0]
    assert sheet["B5"].comment and sheet["C4"].comment.text.strip().endswith("бұрынғы ескерту")


def test_many_files_at_once(tmp_path):
    office_book(tmp_path / "list.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04nothing")
    subprocess.run([BINARY, "sample", "--rows", "20", "--kind", "hostel", "--stay", "temporary", "--from", "2026-11-23", "-o", tmp_path / "sound.csv"], check=True)
    (tmp_path / "sub").mkdir()
    shutil.copy(tmp_path / "sound.csv", tmp_path / "sub" / "sound.csv")
    files = [tmp_path / "sound.csv", tmp_path / "list.xlsx", tmp_path / "bad.xlsx", tmp_path / "sound.csv", tmp_path / "sub" / "sound.csv"]
    answer = subprocess.run(
        [BINARY, "check", "--on", "2026-11-23", "--kind", "hostel", "--annotate", tmp_path / "marked", *files], capture_output=True, text=True)
    assert answer.returncode == 2
    table = [line.split() for line in answer.stdout.rstrip().splitlines()[-5:]]
    assert table[0] == ["file", "rows", "sound", "warned", "faulty", "blank"]
    assert [line[0].rsplit("/", 1)[1] for line in table[1:]] == ["sound.csv", "list.xlsx", "bad.xlsx", "sound.csv"]
    assert table[1][1:] == ["20", "20", "0", "0", "0"] and table[2][1] == "2" and table[3][1] == "0"
    assert sorted(file.name for file in (tmp_path / "marked").iterdir()) == ["list.xlsx", "sound-2.csv", "sound.csv"]
    with open(tmp_path / "marked" / "sound.csv", encoding="utf-8-sig") as file:
        marked = list(csv.reader(file))
    with open(tmp_path / "sound.csv", encoding="utf-8-sig") as file:
        assert [row[1:] for row in marked] == list(csv.reader(file))
