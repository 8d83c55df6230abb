import Domain
import Store
import Texts

/// What can be done with a petition by the one who reads its page: what happens next, the one thing to do, and the others.
struct PetitionActs {
    private(set) var next = ""
    private(set) var main: Act?
    private(set) var others: [Act] = []

    private let home: String
    private let words: Wording

    init(_ view: PetitionView, _ reader: Reader) {
        home = "/petitions/\(view.petition.id)"
        words = reader.words
        let petition = view.petition
        switch petition.state {
        case .checking: next = words("next", "checking")
        case .draft: draft(view, reader)
        case .submitted, .inReview, .proposed: open(view, reader)
        case .decided: decided(view, reader)
        case .withdrawn: next = words("next", "withdrawn")
        case .expired:
            next = words("next", "expired")
            if reader.caller.may(.upload) {
                main = Act(label: words("acts", "submit_again"), url: home + "/renewal", isPost: true)
            }
        }
        let isOwn = petition.state == .draft || (petition.state.isOpen && reader.caller.may(.submit))
        if isOwn, petition.state != .proposed, reader.caller.may(.withdraw) {
            others.append(link(petition.state == .draft ? "delete_draft" : "withdraw", "/withdrawal"))
        }
    }

    private mutating func draft(_ view: PetitionView, _ reader: Reader) {
        let counts = view.petition.counts
        let canSubmit = reader.caller.may(.submit)
        let hasNone = counts.rows == counts.blank
        if view.fileProblem == nil, hasNone, !view.siblings.isEmpty || view.petition.roster != nil {
            next = words("next", view.siblings.isEmpty ? "nothing_changes" : "rows_elsewhere")
        } else if view.fileProblem?.isOfHeader == true {
            next = words("next", "columns")
        } else if view.fileProblem != nil || counts.rows == counts.blank {
            next = words("next", "unreadable")
        } else if let alike = view.alike, alike.severity == .error, let other = alike.arguments["petition"] {
            next = words("next", "already_uploaded")
            main = Act(
                label: words("petition", "open_other", ["number": alike.arguments["number"] ?? ""]),
                url: "/petitions/\(other)", isPost: false)
        } else if counts.faulty > 0 || view.petition.summary.fileErrors > 0 {
            next = words("next", "errors", ["rows": words.counted("rows", counts.faulty)])
            main = link("fix", "/issues?severity=error")
        } else if let row = view.returnedRows?.firstToMend, reader.caller.may(.repair) {
            next = words("next", "returned", ["rows": words.counted("rows", view.returnedRows?.count ?? 0)])
            main = link("fix_returned", "/rows/\(row)")
            if canSubmit { others.append(link("submit", "/submission")) }
        } else if view.outlook?.fits == false {
            next = words("next", "not_fits")
            main = canSubmit ? link("submit", "/submission") : nil
        } else if counts.warned > 0 {
            next = words("next", "warnings", ["rows": words.counted("rows", counts.warned)])
            main = canSubmit ? link("submit", "/submission") : link("look_at_warnings", "/issues?severity=warning")
            if canSubmit { others.append(link("look_at_warnings", "/issues?severity=warning")) }
        } else {
            next = words("next", canSubmit ? "ready" : "ready_clerk")
            main = canSubmit ? link("submit", "/submission") : nil
        }
        if canSubmit, !view.siblings.isEmpty, ([view.petition.summary] + view.siblings).allSatisfy(\.isSound) {
            let petitions = words.counted("petitions", view.siblings.count + 1)
            let hint = words("petition", "siblings_together_hint", ["petitions": petitions])
            others.insert(
                Act(
                    label: words("petition", "siblings_together"), url: home + "/siblings/submission", isPost: false,
                    hint: hint), at: 0)
        }
        if let policy = view.policyInForce, reader.caller.may(.repair), !hasNone {
            let hint = words("acts", "rejudge_hint", ["policy": policy.title(in: reader.language)])
            others.append(Act(label: words("acts", "rejudge"), url: home + "/rejudgement", isPost: true, hint: hint))
        }
        if reader.caller.may(.upload), view.fileProblem == nil {
            others.append(link("workbook", "/workbook", hint: words("acts", "workbook_hint")))
            others.append(link("upload_corrected", "/petitions/new?parent=\(view.petition.id)", isWhole: true))
        }
    }

    private mutating func open(_ view: PetitionView, _ reader: Reader) {
        let summary = view.petition.summary
        next = words(
            "next", summary.state.rawValue,
            ["authority": view.authority, "date": summary.decideBy.map { Formats.day($0) } ?? ""])
        guard reader.caller.may(.review), summary.state != .proposed else { return }
        if summary.state == .submitted {
            main = Act(label: words("acts", "claim"), url: home + "/claim", isPost: true)
            others.append(link("review", "/review"))
        } else {
            main = link("review", "/review")
            if summary.claimedBy == reader.caller.account {
                others.append(Act(label: words("acts", "release"), url: home + "/release", isPost: true))
            }
        }
    }

    private mutating func decided(_ view: PetitionView, _ reader: Reader) {
        let receipt = link("receipt", "/receipt")
        if let waiting = view.waitingInQueue {
            next = words("next", "decided_reviewer")
            main = link("back_to_queue", "/queue", isWhole: true)
            main?.label = words("acts", "back_to_queue", ["n": words.grouped(waiting)])
            others.append(receipt)
            return
        }
        guard let returned = view.returned, reader.caller.may(.repair) else {
            next = words("next", "decided")
            main = receipt
            return
        }
        next = words("next", "decided_returned")
        main = link("open_child", "/petitions/\(returned.id)", isWhole: true)
        others.append(receipt)
    }

    private func link(_ key: String, _ url: String, hint: String? = nil, isWhole: Bool = false) -> Act {
        Act(label: words("acts", key), url: isWhole ? url : home + url, isPost: false, hint: hint)
    }
}
