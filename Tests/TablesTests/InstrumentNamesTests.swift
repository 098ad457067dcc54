import Tables
import Testing

/// What plate readers write beside the wells.
struct InstrumentNamesTests {
  @Test(arguments: [
    "T° 600", "T°", "Temp", "Temp. [°C]", "temperature", "Temperature(¡C)", "T\u{FFFD} 600",
    "T [°C]",
    "TEMP", "Temperatur [°C]",
  ])
  func `temperatures`(name: String) {
    #expect(InstrumentNames.isTemperature(name))
    #expect(!InstrumentNames.isCount(name))
  }

  @Test(arguments: ["Cycle", "Cycle Nr.", "cycle_no", "Read", "Index", "Zyklus"])
  func `counts of readings`(name: String) {
    #expect(InstrumentNames.isCount(name))
    #expect(!InstrumentNames.isTemperature(name))
  }

  @Test(arguments: [
    "A1", "T1", "t", "T", "time", "Time [s]", "Template", "tempo", "Cyclin D", "", "°",
  ])
  func `other names`(name: String) {
    #expect(!InstrumentNames.isCount(name))
    #expect(!InstrumentNames.isTemperature(name))
  }
}
