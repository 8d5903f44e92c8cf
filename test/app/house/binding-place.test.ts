import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { assertFault, changed, set, withAt } from '../../support/binding-drafts.ts';
import { RELAY, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { HEISHAMON_HCU, machinesWith } from '../../support/bound-machines.ts';

const faultsOf = (binding: unknown) => {
  const result = parseHouse(JSON.stringify(machinesWith(binding as DeviceBinding)), 'site42/aris');
  return 'faults' in result ? result.faults : [];
};
const cases: readonly (readonly [what: string, binding: unknown, fault: string | RegExp])[] = [
  [
    'an empty sum',
    withAt('readings.1.sum', []),
    'bindings[0].readings[1].sum: must not be shorter than 1, not 0',
  ],
  [
    'a sum with a topic',
    withAt('readings.1.topic', 'x'),
    'bindings[0].readings[1].topic: is not known here',
  ],
  [
    'a case without a condition',
    withAt('readings.3.cases.0.if', {}),
    'bindings[0].readings[3].cases[0].if: must name a place',
  ],
  [
    'a case by what can stand nowhere',
    withAt('readings.3.cases.0.if.hz', { above: 0, below: 1 }),
    'bindings[0].readings[3].cases[0].if.hz: must be text, a number, true, false, a list of 1 to 32 of them, {"above": a number} or {"below": a number}',
  ],
  [
    'a case by null',
    withAt('readings.3.cases.0.if.hz', null),
    'bindings[0].readings[3].cases[0].if.hz: must be text, a number, true, false, a list of 1 to 32 of them, {"above": a number} or {"below": a number}',
  ],
  [
    'a sentinel that is neither text nor a number',
    withAt('readings.0.none', [null]),
    'bindings[0].readings[0].none[0]: must be text or a number',
  ],
  [
    'a place with a bad name',
    withAt('places', { ...HEISHAMON_HCU.places, 'a b': { topic: 'x' } }),
    'bindings[0].places: must have names of 1 to 64 letters, digits, _ or -',
  ],
  [
    'too many places',
    withAt('places', {
      ...HEISHAMON_HCU.places,
      ...Object.fromEntries(
        Array.from({ length: LIMITS.bindingPlaces }, (_, i) => [`p${i}`, { topic: `p${i}` }]),
      ),
    }),
    'bindings[0].places: must not have more than 64 places',
  ],
  [
    'a sign of life that is never missed',
    withAt('alive', { topic: 'a', withinSeconds: LIMITS.bindingAliveSeconds + 1 }),
    'bindings[0].alive.withinSeconds: must be at most 86400, not 86401',
  ],
  [
    'a valve whose scale is 0',
    withAt('setpoint.scale', 0, VALVE),
    'bindings[0].setpoint.scale: must not be 0',
  ],
  [
    'a + in a topic',
    changed(THERMOMETER, set('topic', 'z/+/state')),
    /^bindings\[0\]\.readings\[0\]\.topic: must be one topic, without the wildcards/,
  ],
  [
    'a # in a topic',
    changed(THERMOMETER, set('topic', 'z/#')),
    /readings\[0\]\.topic: must be one topic/,
  ],
  [
    'an empty topic',
    changed(THERMOMETER, set('topic', '')),
    /readings\[0\]\.topic: must be a topic of 1/,
  ],
  [
    'a topic over the limit',
    changed(THERMOMETER, set('topic', 'x'.repeat(LIMITS.bindingTopicBytes + 1))),
    /readings\[0\]\.topic: must be a topic of 1 to 256 bytes/,
  ],
  [
    'a control character in a topic',
    changed(THERMOMETER, set('topic', 'a\u0000b')),
    /readings\[0\]\.topic: must be a topic/,
  ],
  [
    "a topic of the broker's own",
    changed(THERMOMETER, set('topic', '$SYS/broker/uptime')),
    /readings\[0\]\.topic: must not begin with \$/,
  ],
  [
    'a pointer that is none',
    changed(THERMOMETER, set('pointer', 'temperature')),
    /readings\[0\]\.pointer: must be a JSON pointer such as \/temperature/,
  ],
  [
    'a time pointer that is none',
    changed(THERMOMETER, set('timePointer', '/a~')),
    /readings\[0\]\.timePointer: must be a JSON pointer/,
  ],
  ['a scale of 0', changed(THERMOMETER, set('scale', 0)), /readings\[0\]\.scale: must not be 0/],
  [
    'a scale that is text',
    changed(THERMOMETER, set('scale', '2')),
    /readings\[0\]\.scale: must be a number/,
  ],
  [
    'an offset that is too large',
    changed(THERMOMETER, set('offset', 1e7)),
    /readings\[0\]\.offset: must be at most 1000000/,
  ],
  [
    'too many values',
    changed(
      THERMOMETER,
      set(
        'values',
        Object.fromEntries(
          Array.from({ length: LIMITS.bindingValues + 1 }, (_, i) => [`v${i}`, i]),
        ),
      ),
    ),
    /readings\[0\]\.values: must not have more than 64 values/,
  ],
  [
    'a relay that is switched to nothing',
    changed(RELAY, (d) => (d['switch'] = { topic: 'cmnd/POWER', on: '', off: 'OFF' })),
    /^bindings\[0\]\.switch\.on: must be text, a number/,
  ],
  [
    'a payload over the limit',
    changed(
      RELAY,
      (d) => (d['switch'] = { topic: 'c', on: 'x'.repeat(LIMITS.bindingMessageChars), off: 'OFF' }),
    ),
    /^bindings\[0\]\.switch\.on: must be no longer than 1024 characters$/,
  ],
  [
    'a message that is a list',
    changed(VALVE, (d) => (d['setpoint'] = { topic: 'z/Valve/set', message: [], pointer: '/a' })),
    /^bindings\[0\]\.setpoint\.message: must be an object$/,
  ],
];

describe('places of bindings in a house file', () => {
  for (const [what, binding, fault] of cases)
    it(`have a fault at ${what}`, () => assertFault(faultsOf(binding), fault));
});
