/** What lives with planted faults. */
export { hubControl } from './hub.ts';
export { plant } from './planted.ts';
export { thermostatControl } from './thermostat.ts';
export { liveWeek } from './week.ts';
