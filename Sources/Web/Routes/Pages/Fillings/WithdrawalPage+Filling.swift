import Domain
import Store

extension WithdrawalPage {
    init(_ petition: Petition, _ reader: Reader) {
        let isDraft = petition.state == .draft
        let frees = petition.state.isOpen ? [reader.words("withdrawal", "frees_places")] : []
        self.init(
            bar: PetitionBar(petition, nil, reader), version: "\(petition.summary.version)",
            heading: reader.words("withdrawal", isDraft ? "heading_draft" : "heading"),
            submitLabel: reader.words("withdrawal", isDraft ? "submit_draft" : "submit"),
            backLabel: reader.words("withdrawal", isDraft ? "back_draft" : "back"),
            consequences: frees + [reader.words("withdrawal", isDraft ? "final_draft" : "final")])
    }
}
