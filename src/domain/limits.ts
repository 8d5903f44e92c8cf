/** Everything that can grow has its cap here, with the unit last in its name: one table, a file for each matter. */
import { ACCESS_LIMITS } from './limits/access.ts';
import { FOUND_LIMITS } from './limits/found.ts';
import { HOUSE_LIMITS } from './limits/house.ts';
import { HTTP_LIMITS } from './limits/http.ts';
import { MACHINE_LIMITS } from './limits/machine.ts';
import { MQTT_LIMITS } from './limits/mqtt.ts';
import { RECORD_LIMITS } from './limits/records.ts';
import { STORE_LIMITS } from './limits/store.ts';

export const LIMITS = {
  ...HTTP_LIMITS,
  ...MQTT_LIMITS,
  ...HOUSE_LIMITS,
  ...FOUND_LIMITS,
  ...ACCESS_LIMITS,
  ...RECORD_LIMITS,
  ...STORE_LIMITS,
  ...MACHINE_LIMITS,
} as const;
