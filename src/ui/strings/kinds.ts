/** What the kinds of device are called: by themselves, in the list of all devices, and as what a sentence is about. */
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';

export const kinds: Readonly<
  Record<DeviceKind, { readonly name: string; readonly listed: string; readonly subject: string }>
> = {
  sensor: { name: 'Room sensor', listed: 'Sensor', subject: 'The room sensor' },
  fcu: { name: 'Fan coil', listed: 'Fan coil', subject: 'Fan coil' },
  hcu: { name: 'Water unit', listed: 'Hydronic unit', subject: 'The heating unit' },
  heatpump: { name: 'Heat pump', listed: 'Heat pump', subject: 'The heat pump' },
  dhw: { name: 'Hot water tank', listed: 'Hot water tank', subject: 'The hot water tank' },
  tes: { name: 'Storage tank', listed: 'Buffer tank', subject: 'The buffer tank' },
  solar: { name: 'Solar collector', listed: 'Solar collector', subject: 'The solar collector' },
  meter: { name: 'Meter', listed: 'Energy meter', subject: 'The meter' },
};
