import Domain
import Store
import Texts

extension RememberedPage {
    init(_ values: [RememberedValue], _ reader: Reader) {
        self.init(
            lines: values.map { value in
                Line(
                    column: reader.label(value.column), found: value.found,
                    value: reader.written(value.value, in: value.column),
                    about: "\(value.madeByName), \(Formats.moment(value.madeAt))",
                    forgetURL: "/remembered/\(value.id)/removal")
            })
    }
}
