/** What the house's devices and their readings are called, on every page. */
export const devices = {
  hcu: 'Water unit',
  heatpump: 'Heat pump',
  dhw: 'Hot water tank',
  tes: 'Storage tank',
  sensor: 'Room sensor',
  fcu: 'Fan coil',
  numbered: (name: string, number: number) => `${name} ${number}`,
};
