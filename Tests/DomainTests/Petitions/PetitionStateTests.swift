import Domain
import Testing

@Suite struct PetitionStateTests {
    @Test func `every state takes exactly the moves of the design`() {
        let matrix = PetitionState.allCases.map { state in
            let moves = PetitionMove.allCases.compactMap { move in
                (try? state.after(move)).map { "\(move.rawValue) → \($0.rawValue)" }
            }
            return "\(state.rawValue): \(moves.joined(separator: ", "))"
        }
        #expect(
            matrix.joined(separator: "\n") == """
                checking: check → draft
                draft: recheck → checking, submit → submitted, withdraw → withdrawn
                submitted: claim → in_review, propose → proposed, decide → decided, withdraw → withdrawn, expire → expired
                in_review: release → submitted, propose → proposed, decide → decided, withdraw → withdrawn
                proposed: confirm → decided, take_back → in_review
                decided:\(" ")
                withdrawn:\(" ")
                expired:\(" ")
                """)
    }

    @Test func `an illegal move names state and move`() {
        #expect(throws: IllegalMove(from: .decided, move: .submit)) { try PetitionState.decided.after(.submit) }
    }

    @Test func `a state is at most one of editable, open and final`() {
        for state in PetitionState.allCases {
            #expect([state.isEditable, state.isOpen, state.isFinal].count(where: \.self) <= 1)
            let moves = PetitionMove.allCases.filter { (try? state.after($0)) != nil }
            #expect(state.isFinal == moves.isEmpty)
        }
    }
}

@Suite struct CallerTests {
    @Test func `a clerk submits only with the head's word, and nobody decides who may submit`() {
        #expect(!caller(.clerk).may(.submit))
        #expect(caller(.clerk, maySubmit: true).may(.submit))
        #expect(caller(.head).may(.submit))
        for role in Role.allCases {
            #expect(!(caller(role, maySubmit: true).may(.submit) && caller(role, maySubmit: true).may(.review)))
        }
    }

    @Test func `the operator sees no resident`() {
        let may = Permission.allCases.filter { caller(.operator, maySubmit: true).may($0) }
        #expect(may == [.administer, .seeMetrics])
    }

    private func caller(_ role: Role, maySubmit: Bool = false) -> Caller {
        Caller(
            account: 1, name: "", role: role, institution: 1, authority: 1, maySubmit: maySubmit, language: .kk)
    }
}
