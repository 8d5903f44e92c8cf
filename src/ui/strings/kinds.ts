/** What the kinds of device are called, by themselves and as what a sentence is about; and terminals that are no fan coils. */
import type { Terminal } from '../../domain/binding/binding.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';

export const kinds: Readonly<
  Record<DeviceKind | Terminal, { readonly name: string; readonly subject: string }>
> = {
  sensor: { name: 'Sensor', subject: 'The sensor' },
  fcu: { name: 'Fan coil', subject: 'The fan coil' },
  valve: { name: 'Valve', subject: 'The valve' },
  relay: { name: 'Relay', subject: 'The relay' },
  hcu: { name: 'Hydronic unit', subject: 'The hydronic unit' },
  heatpump: { name: 'Heat pump', subject: 'The heat pump' },
  dhw: { name: 'Hot water tank', subject: 'The hot water tank' },
  tes: { name: 'Buffer tank', subject: 'The buffer tank' },
  solar: { name: 'Solar collector', subject: 'The solar collector' },
  meter: { name: 'Meter', subject: 'The meter' },
};
