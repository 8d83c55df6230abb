import ArgumentParser
import Hummingbird
@main struct Tirkeu: AsyncParsableCommand { }
