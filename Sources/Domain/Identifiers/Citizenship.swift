/// Citizenships by ISO 3166-1 alpha-3, with the three codes of travel documents (ICAO 9303) for those who have none.
public enum Citizenship {
    /// The citizenship of a row that names none.
    public static let kazakhstan = "KAZ"

    /// Whether a code in capitals is one of a country, or of persons without one (`XXA`, `XXB`, `XXC`).
    public static func isKnown(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        return read(bytes.span) == code
    }

    /// The code that three ASCII letters of any case write; nil when there is none.
    static func read(_ bytes: Span<UInt8>) -> String? {
        guard bytes.count == 3 else { return nil }
        let letters = (bytes[0] & 0xDF, bytes[1] & 0xDF, bytes[2] & 0xDF)
        if letters == (0x4B, 0x41, 0x5A) { return kazakhstan }
        return codes[pack(letters)]
    }

    private static func pack(_ letters: (UInt8, UInt8, UInt8)) -> UInt32 {
        UInt32(letters.0) << 16 | UInt32(letters.1) << 8 | UInt32(letters.2)
    }

    private static let codes: [UInt32: String] = {
        var codes: [UInt32: String] = [:]
        for code in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let bytes = Array(code.utf8)
            codes[pack((bytes[0], bytes[1], bytes[2]))] = String(code)
        }
        return codes
    }()

    private static let list = """
        ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
        BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
        CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
        GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
        JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
        MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
        NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
        SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
        TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE XXA XXB XXC
        """
}
