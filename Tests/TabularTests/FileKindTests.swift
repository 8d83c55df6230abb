import Foundation
import Tabular
import Testing

@Suite struct FileKindTests {
    @Test(arguments: [
        ("a,b\n", FileKind.text), ("{\"rows\":[]}", .json), ("{iin: 1}", .json), ("[1,", .json), ("[", .json),
        ("[№],iin\n", .text), ("", .empty), ("%PDF-1.7", .pdf), ("Rar!..", .rar),
        ("\u{FEFF} <!DOCTYPE html>", .html), ("<?xml version='1.0'?>", .xml), ("PK\u{3}\u{4}....", .xlsx),
        ("ab\0cd", .binary), ("<HTML><body>", .html),
    ])
    func `content tells what a file is`(text: String, kind: FileKind) {
        #expect(FileKind.sniff(text.utf8) == kind)
    }

    @Test(.enabled(if: Corpora.areHere, Corpora.missing))
    func `a workbook behind a password is told from an old one`() throws {
        for path in ["calamine/pass_protected.xlsx", "poi/protect.xlsx", "poi/protected_sha512.xlsx"] {
            let file = try Corpora.file(path).path
            #expect(try FileKind.sniff(path: file) == .encrypted, "\(path)")
            #expect(throws: TabularError.encrypted, "\(path)") { try XLSXReader(path: file) }
        }
    }
}
