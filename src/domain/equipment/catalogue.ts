/** The closed list of kinds of device: a kind's name is its word in topics. */
import type { ReadingTable } from './reading.ts';
import { DHW_READINGS } from './dhw.ts';
import { FCU_READINGS } from './fcu.ts';
import { HCU_READINGS } from './hcu.ts';
import { HEAT_PUMP_READINGS } from './heat-pump.ts';
import { SENSOR_READINGS } from './sensor.ts';
import { TES_READINGS } from './tes.ts';

export const READINGS = {
  sensor: SENSOR_READINGS,
  fcu: FCU_READINGS,
  hcu: HCU_READINGS,
  heatpump: HEAT_PUMP_READINGS,
  dhw: DHW_READINGS,
  tes: TES_READINGS,
} as const satisfies Record<string, ReadingTable>;

export type DeviceKind = keyof typeof READINGS;

export const DEVICE_KINDS = Object.keys(READINGS) as readonly DeviceKind[];
