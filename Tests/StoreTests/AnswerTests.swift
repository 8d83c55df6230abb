import Domain
import Store
import TestKit
import Testing

/// A request that is repeated under its key is answered alike.
@Suite(.world)
struct AnswerTests {
    private let answers: Answers
    private let clerk = World.Person.clerk.caller
    private let request: [UInt8] = Array(repeating: 1, count: 32)

    init() throws { answers = try World.here().store.answers }

    @Test func `the first answer is given again`() async throws {
        #expect(try await answers.take("k", request: request, by: clerk) == .nothing)
        let answer = Answer(status: 202, location: "/petitions/1", tag: "\"3\"", body: "{\"имя\":\"a\"}")
        try await answers.remember(answer, to: "k", by: clerk)
        #expect(try await answers.take("k", request: request, by: clerk) == .answer(answer))
        #expect(try await answers.take("k", request: request, by: World.Person.head.caller) == .nothing)
    }

    @Test func `while a request runs its repetition waits, and another one is refused`() async throws {
        #expect(try await answers.take("k", request: request, by: clerk) == .nothing)
        #expect(
            try await refusal { _ = try await answers.take("k", request: request, by: clerk) }?.code == .inProgress)
        #expect(try await refusal { _ = try await answers.take("k", request: [2], by: clerk) }?.code == .keyReused)
    }

    @Test func `a key whose request was refused, or never came to an answer, is free for any other`() async throws {
        #expect(try await answers.take("k", request: request, by: clerk) == .nothing)
        try await answers.free("k", by: clerk)
        #expect(try await answers.take("k", request: [2], by: clerk) == .nothing)
        try World.here().clock.advance(seconds: Answers.lostAfter + 1)
        #expect(try await answers.take("k", request: request, by: clerk) == .nothing)
        try await answers.remember(Answer(status: 200, location: nil, body: "{}"), to: "k", by: clerk)
        try await answers.free("k", by: clerk)
        #expect(try await refusal { _ = try await answers.take("k", request: [2], by: clerk) }?.code == .keyReused)
    }

    @Test func `of many at once one takes the key`() async throws {
        let taken = try await race(8) { [answers, request, clerk] _ in
            try await answers.take("k", request: request, by: clerk)
        }
        #expect(taken.count { $0.code == nil } == 1)
        #expect(taken.count { $0.code == .inProgress } == 7)
    }

    @Test func `of several who work on one request, each taken for lost, one does it and the others find what it did`()
        async throws
    {
        let world = try World.here()
        let rows = (0..<12).map { Resident($0).row($0 + 2, from: World.today) }
        let draft = try await world.draft(rows)
        _ = try await answers.take("k", request: request, by: clerk)
        let children = try await race(4) { [answers, request, clerk] _ in
            try await answers.doing("k", request: request, by: clerk) {
                try await world.submit(draft, onlyFitting: true)
            }
        }
        #expect(children.allSatisfy { $0.code == nil })
        #expect(Set(children.compactMap { try? $0.get() }).count == 1)
        #expect(
            try await world.database.number("SELECT count(*) AS n FROM audit WHERE action = 'petition.submitted'") == 1)
        let late = try await refusal {
            try await answers.doing("k", request: [2], by: clerk) { try await world.submit(draft) }
        }
        #expect(late?.code == .keyReused, "the key is another request's by now")
    }

    @Test func `an answer may have no location and no text`() async throws {
        _ = try await answers.take("k", request: request, by: clerk)
        try await answers.remember(Answer(status: 204, location: nil, body: ""), to: "k", by: clerk)
        #expect(
            try await answers.take("k", request: request, by: clerk)
                == .answer(Answer(status: 204, location: nil, body: "")))
    }

    @Test func `keys are forgotten after a day`() async throws {
        let world = try World.here()
        _ = try await answers.take("k", request: request, by: clerk)
        world.clock.advance(seconds: 86_399)
        try await answers.sweep()
        #expect(try await world.database.number("SELECT count(*) AS n FROM idempotency_key") == 1)
        world.clock.advance(seconds: 2)
        try await answers.sweep()
        #expect(try await world.database.number("SELECT count(*) AS n FROM idempotency_key") == 0)
    }
}
