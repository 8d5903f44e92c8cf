import { HOUSE } from './house.mjs';
import { seed, source } from './seed.mjs';

const { eventKey, eventRecord, eventTable } = await source('app/records/event-record.ts');
const { zoneEvents } = await source('app/zones/zone-events.ts');
const { systemClock } = await source('system/clock.ts');

/** The `number`th of a house whose setpoints are changed all the time. */
function eventOf(number) {
  const zone = HOUSE.zones[number % HOUSE.zones.length];
  const before = { mode: 'auto', heatSet: 200, coolSet: 240 };
  const settings = { ...before, heatSet: 200 + (number % 15) };
  const applied = { tempHeatSetC: settings.heatSet / 10 };
  const [event] = zoneEvents(
    zone,
    before,
    { settings, applied },
    {
      by: { kind: 'token', id: 'tok_00000000', name: 'bench' },
    },
  );
  return event;
}

/** The hub on this folder will have `count` events, each a minute after the one before. */
export async function seedEvents(folder, count) {
  const table = eventTable('events');
  const endMs = systemClock.nowMs();
  const changes = Array.from({ length: count }, (_, index) => {
    const value = eventRecord(eventOf(index), endMs - (count - index) * 60_000);
    return { put: table, key: eventKey(index + 1), value };
  });
  await seed(folder, changes);
}
