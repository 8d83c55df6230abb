import Domain
import Store

extension WithdrawalPage {
    init(_ petition: Petition, _ reader: Reader) {
        let frees = petition.state.isOpen ? [reader.words("withdrawal", "frees_places")] : []
        self.init(
            bar: PetitionBar(petition, nil, reader), version: "\(petition.summary.version)",
            consequences: frees + [reader.words("withdrawal", "final")])
    }
}
