// swift-tools-version: 6.2
import PackageDescription

/// One list for every target of ours: what would be a warning elsewhere stops the build here.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "tirkeu",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tirkeu", targets: ["tirkeu"]),
        .executable(name: "measure", targets: ["measure"]),
        .library(name: "Postgres", targets: ["Postgres"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXlsx", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        .target(
            name: "Postgres",
            dependencies: ["CPostgres", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(name: "Tabular", dependencies: ["CZip", "CExpat", "CXlsx"], swiftSettings: strict),
        .target(
            name: "Domain",
            resources: [
                .embedInCode("Profiles/egov-2017.json"), .embedInCode("Profiles/kz-2025.json"),
            ],
            swiftSettings: strict),
        .target(name: "Texts", dependencies: ["Domain"], resources: [.copy("Catalog")], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: [
                "Postgres", "Domain",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("../../sql")],
            swiftSettings: strict),
        .target(
            name: "Intake",
            dependencies: [
                "Tabular", "Domain", "Texts", "Store",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Texts", "Store", "Intake",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("Templates"), .copy("Public")],
            swiftSettings: strict),
        .executableTarget(
            name: "tirkeu",
            dependencies: [
                "Postgres", "Domain", "Tabular", "Texts", "Store", "Intake", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "measure", dependencies: ["Tabular", "Domain", "Texts", "Store", "Intake"],
            path: "Tests/Measure", swiftSettings: strict),
        .target(
            name: "TestKit",
            dependencies: ["Postgres", "Domain", "Store", .product(name: "Logging", package: "swift-log")],
            path: "Tests/TestKit", swiftSettings: strict),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["Postgres", "TestKit", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .testTarget(
            name: "TabularTests", dependencies: ["Tabular"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
        .testTarget(name: "TextsTests", dependencies: ["Texts", "Domain"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Domain", "Postgres", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "Intake", "Store", "Domain", "Texts", "TestKit", "Tabular", "CXlsx",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Intake", "Store", "Domain", "Texts", "TestKit",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
