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
    /// A cell as the clerk's program names it, with its sheet where there are several: "B8", "Жильцы!B8".
    func cell(of issue: Issue) -> String? {
        issue.cell(in: layout).map { cell in sheet.map { "\($0)!\(cell)" } ?? cell }
    }
}
