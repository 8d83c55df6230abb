import Domain
import Intake
import Store

extension IssuesPage {
    /// Whether the file's own issues come alone: what is wrong with rows is most often a consequence of them.
    static func keepsToFile(_ petition: Petition, _ query: Form) -> Bool {
        petition.summary.fileErrors > 0 && query["severity"] == nil && query["code"] == nil && query["all"] == nil
    }

    /// Leaves out what was found in rows, and says so where there is something.
    mutating func keepToFile(of petition: Petition, _ groups: [IssueGroup], _ words: Wording) {
        self.groups = []
        hasGroups = false
        guard groups.contains(where: { $0.firstRow != nil }) else { return }
        narrowedTo = words("issues", "file_first")
        allURL = "/petitions/\(petition.id)/issues?all=yes"
    }
}

extension Petition {
    /// The page where a clerk can mend what is wrong with the file's header or sheets; nil for everything else.
    func fileURL(for issue: Issue, _ caller: Caller) -> String? {
        let isOfFile = issue.code.rawValue.hasPrefix("header.") || issue.code.rawValue.hasPrefix("sheet.")
        return isOfFile && hasFile && caller.role.isInstitutions ? "/petitions/\(id)/reading" : nil
    }

    /// A cell as the clerk's program names it, with its sheet where there are several: "B8", "Жильцы!B8".
    func cell(of issue: Issue) -> String? {
        issue.cell(in: layout).map { cell in sheet.map { "\($0)!\(cell)" } ?? cell }
    }
}
