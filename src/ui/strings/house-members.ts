/** What a house is made of, as people say it. */
const NAMES: Readonly<Record<string, string>> = {
  timeZone: 'time zone',
  zones: 'rooms',
  outdoorSensors: 'thermometers outdoors',
  fcus: 'what heats rooms',
  hcu: 'hydronic unit',
  heatpumps: 'heat pumps',
  dhw: 'hot water',
  tes: 'buffer tank',
  solar: 'solar collector',
  meters: 'meters',
  bindings: 'how devices are reached',
};

/** @param members as the API names them */
export const houseMembers = (members: readonly string[]): string =>
  new Intl.ListFormat('en').format([...new Set(members.map((member) => NAMES[member] ?? member))]);
