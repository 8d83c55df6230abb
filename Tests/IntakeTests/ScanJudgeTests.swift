import Domain
import TestKit
import Testing
import Texts

@testable import Intake

/// What a scan is, by its bytes alone; and what the name of its file says.
@Suite struct ScanJudgeTests {
    /// The code of the refusal of a file that arrives in pieces of a size; nil when it is taken.
    private func judged(_ bytes: [UInt8], _ type: ScanType, pieces: Int = 7) -> RefusalCode? {
        var judge = ScanJudge(type)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            judge.take(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        do {
            try judge.finish()
            return nil
        } catch {
            return error.code
        }
    }

    private let whole: [(type: ScanType, bytes: [UInt8])] = [
        (.pdf, TestScan.pdf()), (.jpeg, TestScan.jpeg()), (.png, TestScan.png()),
    ]

    @Test(arguments: [1, 2, 7, 64, 100_000]) func `a whole file is taken, whatever pieces it comes in`(_ pieces: Int) {
        for (type, bytes) in whole { #expect(judged(bytes, type, pieces: pieces) == nil, "\(type)") }
    }

    @Test func `a file that breaks off anywhere is damaged, also after the preview within a picture`() {
        for (type, bytes) in whole {
            // a PDF may end without its last line break, and nobody misses the checksum of a PNG's end
            let ends = [ScanType.pdf: 1, .jpeg: 0, .png: 4][type] ?? 0
            for count in 8..<(bytes.count - ends) {
                #expect(judged(Array(bytes[..<count]), type) == .attachmentDamaged, "\(type) of \(count) bytes")
            }
        }
    }

    @Test func `what a phone leaves behind the picture does no harm`() {
        #expect(judged(TestScan.jpeg() + Array("MotionPhoto_Data".utf8), .jpeg) == nil)
        #expect(judged(TestScan.png() + [0, 0, 0], .png) == nil)
    }

    @Test func `an encrypted PDF is known by its trailer, and not by anybody's text`() {
        for trailer in ["/Encrypt 7 0 R", "/Encrypt<</Filter/Standard>>", "/Encrypt\n12 0\nR"] {
            for pieces in [1, 5, 4_096] {
                #expect(
                    judged(TestScan.pdf(trailer: trailer), .pdf, pieces: pieces) == .attachmentEncrypted, "\(trailer)")
            }
        }
        #expect(judged(TestScan.pdf("/Encrypt this", trailer: "/EncryptMetadata true"), .pdf) == nil)
    }

    @Test func `a picture that would fill the reader's memory is refused`() {
        #expect(judged(TestScan.jpeg(width: 65_500, height: 65_500), .jpeg) == .attachmentPixels)
        #expect(judged(TestScan.png(width: 1 << 31 - 1, height: 1 << 31 - 1), .png) == .attachmentPixels)
        #expect(judged(TestScan.png(width: 0), .png) == .attachmentDamaged)
    }

    @Test func `a changed byte never stops the judge`() {
        var numbers = SystemRandomNumberGenerator()
        for (type, bytes) in whole {
            for _ in 0..<400 {
                var changed = bytes
                changed[Int.random(in: changed.indices, using: &numbers)] = .random(in: 0...255, using: &numbers)
                _ = judged(changed, type, pieces: .random(in: 1...30, using: &numbers))
            }
        }
    }

    @Test(
        arguments: [
            ("12-leaf.pdf", "row 12", "departure_leaf"), ("12.jpg", "row 12", nil),
            ("990101300123 birth certificate.jpg", "iin 990101300123", "identity"),
            ("Строка 7 приказ.pdf", "row 7", "placement_basis"), ("7-жол туу туралы куәлік.png", "row 7", "identity"),
            ("№ 15 квитанция.pdf", "row 15", "fee"), ("scans/090214509014/Паспорт.JPG", "iin 90214509014", "identity"),
            ("12/листок убытия.pdf", "row 12", "departure_leaf"), ("IMG_0012.jpg", nil, nil),
            ("20261124_153000.jpg", nil, nil), ("Свидетельство о рождении.pdf", nil, "identity"),
            ("3 согласие собственника.pdf", "row 3", "owner_consent"), ("0.pdf", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func `a file's name says whose it is and what it shows`(_ name: String, _ place: String?, _ kind: String?) throws {
        let found = ScanName(name, try Texts().scans)
        let said: String? =
            switch found.place {
            case .row(let row): "row \(row)"
            case .iin(let iin): "iin \(iin)"
            case nil: nil
            }
        #expect(said == place, "\(name)")
        #expect(found.kind?.rawValue == kind, "\(name)")
    }

    @Test func `what programs put beside the files is no file of the clerk's`() {
        for name in ["__MACOSX/._12.pdf", ".DS_Store", "scans/Thumbs.db", "a/.hidden/1.pdf"] {
            #expect(ScanName.isOfProgram(name), "\(name)")
        }
        #expect(!ScanName.isOfProgram("12.pdf"))
    }
}
