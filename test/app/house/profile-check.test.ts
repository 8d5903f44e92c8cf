import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkProfile } from '../../../src/app/house/profile-check.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const FOLDER = join(import.meta.dirname, '../../../src/profiles');
const read = (name: string) => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

interface Draft {
  [member: string]: unknown;
  parameters: Record<string, Record<string, unknown>>;
  places: Record<string, Record<string, unknown>>;
  devices: Record<string, Record<string, Record<string, Record<string, unknown>>>>;
}

/** The faults that a change makes of a good profile. */
function faultsAfter(change: (draft: Draft) => void, name = 'heishamon'): string[] {
  const draft = JSON.parse(read(name)) as Draft;
  change(draft);
  const result = checkProfile(JSON.stringify(draft), 'aris');
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
}
/** As the page of bindings has it. */
const demandControl = (of: object = {}) => ({
  level: 'nudge',
  number: {
    topic: '{base}/commands/SetDemandControl',
    scale: 67,
    offset: 33,
    min: 1,
    max: 3,
    step: 0.1,
    ...of,
  },
  giveBack: [{ topic: '{base}/commands/SetDemandControl', message: '234' }],
});
const order = (draft: Draft, kind: string, name: string) =>
  draft.devices[kind]?.['orders']?.[name] ?? {};

describe('the profiles that ship', () => {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));

  it('were found', () => assert.ok(names.includes('heishamon')));

  for (const name of names)
    it(`have no fault: ${name}`, () => {
      const result = checkProfile(read(name), 'aris');
      assert.deepEqual('faults' in result ? result.faults : [], []);
      assert.equal('profile' in result && result.profile.name, name);
    });
});

describe("the worked example of the profiles' page", () => {
  const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const [, example = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];

  it('has no fault', () => {
    const result = checkProfile(example, 'aris');
    assert.deepEqual('faults' in result ? result.faults : [], []);
  });

  it('is of a gateway that nobody has', () => {
    const { name } = JSON.parse(example) as { name: string };
    assert.ok(!readdirSync(FOLDER).includes(`${name}.json`));
  });
});

it('HeishaMon may be told a power limit, as the page of bindings has it', () => {
  const page = readFileSync(join(FOLDER, '../app/house/BINDINGS.md'), 'utf8');
  const [, json = ''] = /`("powerLimitKw": \{.*\})`/.exec(page) ?? [];
  const { powerLimitKw } = JSON.parse(`{${json}}`) as { powerLimitKw: object };
  const told = JSON.stringify(demandControl()).replaceAll('{base}', 'panasonic_heat_pump');
  assert.deepEqual(powerLimitKw, JSON.parse(told));
  const faults = faultsAfter((d) =>
    Object.assign(d.devices['hcu']?.['orders'] ?? {}, { powerLimitKw: demandControl() }),
  );
  assert.deepEqual(faults, []);
});

describe('a profile', () => {
  const COLD =
    'would leave the house cold when the hub dies: it needs repeatSeconds, the time after which the machine lets go of it';
  const cases: readonly (readonly [string, (draft: Draft) => void, string])[] = [
    ['no version', (d) => delete d['version'], 'version: is required'],
    [
      'a name that is no file',
      (d) => (d['name'] = 'Heisha Mon'),
      `name: must be 1 to ${LIMITS.idChars} small letters, digits or -`,
    ],
    [
      'no source',
      (d) => (d['source'] = 'a friend'),
      'source: must be an address that begins with https://',
    ],
    ['an unknown member', (d) => (d['homepage'] = 'x'), 'homepage: is not known here'],
    ['no devices', (d) => (d.devices = {}), 'devices: must have a device'],
    [
      'a placeholder that is no parameter',
      (d) => (d.places['valve'] = { topic: '{bse}/valve' }),
      'places.valve.topic: has {bse}, which is no parameter',
    ],
    [
      'a parameter that stands nowhere',
      (d) => (d.parameters['node'] = { help: 'Which', default: 'a' }),
      'parameters.node: stands nowhere in the profile',
    ],
    [
      'a parameter with the name of a member',
      (d) => {
        d.parameters['level'] = { help: 'Which', default: 'a' };
        d.places['valve'] = { topic: '{level}/valve' };
      },
      'parameters.level: is a member of every binding: another name',
    ],
    [
      'a sign with what is no parameter',
      (d) => Object.assign(d, { sign: { topic: '{bse}/main/Heatpump_State' } }),
      'sign.topic: has {bse}, which is no parameter',
    ],
    [
      'a sign with a parameter as a part of a level',
      (d) => Object.assign(d, { sign: { topic: 'x{base}/main/Heatpump_State' } }),
      'sign.topic: must have a parameter as a whole level',
    ],
    [
      'a sign that does not tell what has to be said',
      (d) => {
        d.parameters['node'] = { help: 'Which' };
        d.places['valve'] = { topic: '{node}/valve' };
      },
      'sign.topic: must have {node}, which has no default',
    ],
    [
      'a sign with a wildcard',
      (d) => Object.assign(d, { sign: { topic: '+/main/Heatpump_State' } }),
      'sign.topic: must be a topic, perhaps with parameters, without the wildcards + and #',
    ],
    [
      'a default that cannot be',
      (d) => (d.parameters['base'] = { help: 'x', default: 'a/+' }),
      'parameters.base.default: must not have the wildcards + and #',
    ],
    [
      'a place that no device names',
      (d) => (d.places['spare'] = { topic: '{base}/spare' }),
      'places.spare: is named by no device',
    ],
    [
      'a reading that its kind does not have',
      (d) => Object.assign(d.devices['tes']?.['readings']?.[0] ?? {}, { field: 'rooms' }),
      'devices.tes.readings[0].field: must be one of mode, tempTopC, tempMidC, tempBottomC, stateOfChargePercent, chargeActive, dischargeActive, effectiveCapacityLiters',
    ],
    [
      'one place twice',
      (d) => {
        const readings = d.devices['tes']?.['readings'] as unknown as object[];
        readings.push(structuredClone(readings[0] ?? {}));
      },
      'devices.tes.readings[1]: the same field is already read at this topic and pointer at bindings[3].readings[0]',
    ],
    [
      'a place that is not there',
      (d) => (order(d, 'hcu', 'supplyTempC')['echo'] = { place: 'echo' }),
      'devices.hcu.orders.supplyTempC.echo.place: no place "echo" in places',
    ],
    [
      'no word on what happens without the hub',
      (d) => delete d['withoutHub'],
      'withoutHub: is required: what the machine does without the hub',
    ],
    [
      'an off that would stay',
      (d) =>
        Object.assign(d.devices['hcu']?.['orders'] ?? {}, {
          mode: {
            level: 'steer',
            values: { idle: [{ topic: '{base}/commands/SetHeatpump', message: '0' }] },
            giveBack: [{ topic: '{base}/commands/SetHeatpump', message: '1' }],
          },
        }),
      `devices.hcu.orders.mode.values.idle: ${COLD}`,
    ],
    [
      'a block that would stay',
      (d) =>
        Object.assign(d.devices['hcu']?.['orders'] ?? {}, {
          surplusLevel: {
            level: 'steer',
            values: { 1: [{ topic: '{base}/commands/SetSmartGridMode', message: '2' }] },
            giveBack: [{ topic: '{base}/commands/SetSmartGridMode', message: '0' }],
          },
        }),
      `devices.hcu.orders.surplusLevel.values.1: ${COLD}`,
    ],
    [
      'a power limit that would stay too low',
      (d) =>
        Object.assign(d.devices['hcu']?.['orders'] ?? {}, {
          powerLimitKw: demandControl({ min: 0.9 }),
        }),
      `devices.hcu.orders.powerLimitKw.number.min: must be at least 1: a dead hub leaves no lower limit behind`,
    ],
    [
      'water that would stay too cold',
      (d) => Object.assign(order(d, 'hcu', 'supplyTempC')['number'] ?? {}, { min: 20 }),
      `devices.hcu.orders.supplyTempC.number.min: must be at least 25: a dead hub leaves no colder water behind`,
    ],
    [
      'an order without a way back',
      (d) => delete order(d, 'hcu', 'curveShiftK')['echo'],
      'devices.hcu.orders.curveShiftK: needs echo or giveBack: else the machine never gets its own value back',
    ],
  ];
  for (const [what, change, fault] of cases)
    it(`is refused with ${what}`, () => assert.deepEqual(faultsAfter(change), [fault]));

  it('may have an off that expires by itself', () => {
    const change = (draft: Draft) => delete order(draft, 'hcu', 'mode')['repeatSeconds'];
    assert.deepEqual(
      faultsAfter(() => undefined, 'otgw-firmware'),
      [],
    );
    assert.deepEqual(faultsAfter(change, 'otgw-firmware'), [
      `devices.hcu.orders.mode.values.idle: ${COLD}`,
    ]);
  });

  it('is refused over its size', () => {
    const text = read('heishamon') + ' '.repeat(LIMITS.profileBytes);
    assert.deepEqual(checkProfile(text, 'aris'), {
      faults: [
        {
          path: '',
          message: `it has ${Buffer.byteLength(text)} bytes, over ${LIMITS.profileBytes}`,
        },
      ],
    });
  });
});
