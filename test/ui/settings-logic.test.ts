/** What the settings make of what the hub says and people write, without a browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenView } from '../../src/app/tokens/live-token.ts';
import { PERMISSIONS, RESOURCES as ALL } from '../../src/domain/access.ts';
import { SETTING_NAMES } from '../../src/domain/settings.ts';
import { parseExpiry } from '../../src/domain/token.ts';
import { bytes, writtenText } from '../../src/ui/pages/settings/bytes.ts';
import { fieldsOfGroup, GROUPS, settingFields } from '../../src/ui/pages/settings/house/schema.ts';
import {
  readValue,
  shownBounds,
  shownValue,
  supplyTempC,
} from '../../src/ui/pages/settings/house/values.ts';
import {
  curlExamples,
  homeAssistantRest,
  prometheusScrape,
} from '../../src/ui/pages/settings/snippets.ts';
import { addressesIn, careOf, inOrder } from '../../src/ui/pages/settings/tokens/care.ts';
import { lastDays } from '../../src/ui/pages/settings/tokens/days.ts';
import {
  chosenOf,
  isPowerful,
  mostOf,
  permissionsOf,
  RESOURCES,
} from '../../src/ui/pages/settings/tokens/permissions.ts';
import { EXPIRIES, TEMPLATES } from '../../src/ui/pages/settings/tokens/templates.ts';
import { settings } from '../../src/ui/strings/settings.ts';

const NOW_MS = Date.parse('2026-06-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1_000;
const inDays = (days: number) => new Date(NOW_MS + days * DAY_MS).toISOString();

const token = (own: Partial<TokenView> = {}): TokenView => ({
  id: 'tok_1',
  name: 'x',
  tokenPrefix: 'aris_tok_1...',
  createdBy: 'usr_1',
  heldBy: 'usr_1',
  under: { kind: 'unknown' },
  createdAt: inDays(-200),
  lastUsed: inDays(-1),
  state: 'active',
  requestCount: 1,
  ...own,
});

describe('rights of a token', () => {
  it('can be chosen for every resource that there is', () =>
    assert.deepEqual([...RESOURCES].sort(), [...ALL].sort()));

  it('go to choices and back, the greater right of two', () => {
    assert.deepEqual(chosenOf(['zones:full', 'zones:read', 'events:read']), {
      zones: 'full',
      events: 'read',
    });
    assert.deepEqual(permissionsOf({ events: 'read', zones: 'full', history: 'none' }), [
      'zones:full',
      'events:read',
    ]);
    for (const permission of PERMISSIONS)
      assert.deepEqual(permissionsOf(chosenOf([permission])), [permission]);
  });

  it('are at most what the maker has', () => {
    assert.equal(mostOf(['zones:full'], 'zones'), 'full');
    assert.equal(mostOf(['zones:read'], 'zones'), 'read');
    assert.equal(mostOf([], 'zones'), 'none');
  });

  it('warn where they open doors, which of the templates only a backup does', () => {
    const powerful = Object.entries(TEMPLATES).filter(([, rights]) => isPowerful(rights));
    assert.deepEqual(
      powerful.map(([name]) => name),
      ['backup'],
    );
    assert.ok(isPowerful(['users:full']) && !isPowerful(['users:read']));
  });

  it('last for times that the hub understands', () => {
    for (const expiry of EXPIRIES) parseExpiry(expiry, NOW_MS, 'expiresIn');
  });
});

describe('tokens that want a look', () => {
  for (const [what, own, care] of [
    ['used yesterday', {}, 'fine'],
    ['unused for three months', { lastUsed: inDays(-90) }, 'unused'],
    ['unused for a little less', { lastUsed: inDays(-89.9) }, 'fine'],
    ['ends in a week', { expiresAt: inDays(7) }, 'expiring'],
    ['ends in a month', { expiresAt: inDays(30) }, 'fine'],
    ['made for a week, today', { createdAt: inDays(0), expiresAt: inDays(7) }, 'fine'],
    ['made for a week, nearly over', { createdAt: inDays(-6), expiresAt: inDays(1) }, 'expiring'],
    ['disabled', { state: 'disabled', lastUsed: inDays(-300) }, 'fine'],
    ['expired', { state: 'expired', expiresAt: inDays(-1) }, 'fine'],
  ] as const)
    it(what, () => assert.equal(careOf(token(own), NOW_MS), care));

  it('counts from its making where it was never used', () => {
    const { lastUsed, ...unused } = token();
    assert.ok(lastUsed);
    assert.equal(careOf(unused, NOW_MS), 'unused');
    assert.equal(careOf({ ...unused, createdAt: inDays(-5) }, NOW_MS), 'fine');
  });

  it('come after those that work, the newest first', () => {
    const all = [
      token({ id: 'old' }),
      token({ id: 'expired', state: 'expired' }),
      token({ id: 'new', createdAt: inDays(-1) }),
      token({ id: 'disabled', state: 'disabled' }),
    ];
    assert.deepEqual(
      inOrder(all).map(({ id }) => id),
      ['new', 'old', 'disabled', 'expired'],
    );
  });

  it('have their days without use shown as such', () => {
    const daily = [{ date: '2026-05-31', requests: 7, statuses: { 200: 7 } }];
    const days = lastDays(daily, NOW_MS);
    assert.equal(days.length, 14);
    assert.deepEqual(days.slice(-2), [
      { day: '2026-05-31', requests: 7 },
      { day: '2026-06-01', requests: 0 },
    ]);
  });

  it('take addresses however they are written', () => {
    assert.deepEqual(addressesIn(' 10.0.0.1,fd00::/8\n10.0.0.2 ;'), [
      '10.0.0.1',
      'fd00::/8',
      '10.0.0.2',
    ]);
    assert.deepEqual(addressesIn('  '), []);
  });
});

const contract = (properties: object) =>
  ({
    paths: {
      '/api/settings': {
        patch: { requestBody: { content: { 'application/json': { schema: { properties } } } } },
      },
    },
  }) as Parameters<typeof settingFields>[0];

describe('settings as the hub describes them', () => {
  const fields = settingFields(
    contract({
      awayHeatSetC: {
        type: 'number',
        minimum: 10,
        maximum: 21,
        description: 'Heats. To that. Default: 17 °C',
      },
      units: { type: 'string', enum: ['C', 'F'], description: 'Unit. Default: C' },
      isQuiet: { type: 'boolean', description: 'Quiet at night. Default: false' },
      odd: { description: 'Without more' },
    }),
  );

  it('have their kind, bounds, unit and help', () => {
    assert.deepEqual(fields, [
      {
        name: 'awayHeatSetC',
        kind: 'number',
        help: 'Heats. To that',
        unit: '°C',
        standard: '17',
        min: 10,
        max: 21,
      },
      { name: 'units', kind: 'enum', help: 'Unit', standard: 'C', values: ['C', 'F'] },
      { name: 'isQuiet', kind: 'boolean', help: 'Quiet at night', standard: 'false' },
      { name: 'odd', kind: 'text', help: 'Without more' },
    ]);
  });

  it('that nobody gave a group stand in the last', () => {
    assert.deepEqual(
      fieldsOfGroup('more', fields).map(({ name }) => name),
      ['isQuiet', 'odd'],
    );
    assert.deepEqual(settingFields({ paths: {} }), []);
  });

  it('all have a group and words of their own', () => {
    assert.deepEqual([...SETTING_NAMES].sort(), Object.values(GROUPS).flat().sort());
    assert.deepEqual(Object.keys(settings.house.labels).sort(), [...SETTING_NAMES].sort());
  });
});

describe('settings between °C and the unit of the house', () => {
  const warm = { name: 'a', kind: 'number', help: '', unit: '°C', min: 10, max: 21 } as const;
  const kelvin = { name: 'k', kind: 'number', help: '', unit: 'K', min: -5, max: 5 } as const;
  const hours = { name: 'h', kind: 'integer', help: '', unit: 'h', min: 0, max: 72 } as const;

  it('are shown in it, differences without its zero', () => {
    assert.equal(shownValue(warm, 17, 'F'), '62.6');
    assert.equal(shownValue(kelvin, 2, 'F'), '3.6');
    assert.equal(shownValue(hours, 12, 'F'), '12');
    assert.deepEqual(shownBounds(warm, 'F'), { min: 50, max: 69.8 });
  });

  it('are read in it, a comma or a point', () => {
    assert.deepEqual(readValue(warm, '16,5', 'C'), { value: 16.5 });
    assert.deepEqual(readValue(warm, '62.6', 'F'), { value: 17 });
    assert.deepEqual(readValue(warm, '69.8', 'F'), { value: 21 });
    assert.deepEqual(readValue(kelvin, '−3.6', 'F'), { value: -2 });
  });

  it('come back as they were, each tenth of a degree', () => {
    for (let tenths = 100; tenths <= 210; tenths++) {
      const value = tenths / 10;
      const read = readValue(warm, shownValue(warm, value, 'F'), 'F');
      assert.deepEqual(read, { value });
    }
  });

  it('are refused with what is wrong', () => {
    assert.deepEqual(readValue(warm, ' ', 'C'), { wrong: 'empty' });
    assert.deepEqual(readValue(warm, 'warm', 'C'), { wrong: 'number' });
    assert.deepEqual(readValue(warm, '21.1', 'C'), { wrong: 'bounds' });
    assert.deepEqual(readValue(hours, '1.5', 'C'), { wrong: 'whole' });
  });

  it('draw the curve through its two days', () => {
    const curve = {
      coldOutdoorC: -10,
      coldSupplyC: 45,
      mildOutdoorC: 15,
      mildSupplyC: 30,
      offsetK: 1,
    };
    assert.equal(supplyTempC(curve, -10), 46);
    assert.equal(supplyTempC(curve, 15), 31);
    assert.equal(supplyTempC(curve, 2.5), 38.5);
  });
});

describe('words for what is technical', () => {
  it('show amounts of bytes, and what is written in a day', () => {
    assert.equal(bytes(0), '0\u00a0B');
    assert.equal(bytes(999), '999\u00a0B');
    assert.equal(bytes(68_788_224), '68.8\u00a0MB');
    assert.equal(bytes(123_456_789), '123\u00a0MB');
    assert.equal(writtenText(1_000_000, 7_200), 'at most 12.0\u00a0MB a day');
    assert.equal(writtenText(1_000_000, 60), 'at most 1.0\u00a0MB since the start');
  });
});

describe('snippets', () => {
  const place = { origin: 'https://hub.example:8443', host: 'hub.example:8443' };

  it('name this hub as it was reached, by whatever port', () => {
    assert.match(prometheusScrape(place), /scheme: https\n/);
    assert.match(prometheusScrape(place), /targets: \["hub\.example:8443"\]/);
    const secure = { origin: 'https://hub.example', host: 'hub.example' };
    assert.match(prometheusScrape(secure), /targets: \["hub\.example:443"\]/);
    assert.match(curlExamples(place, undefined), /https:\/\/hub\.example:8443\/api\/zones\/ZONE/);
  });

  it('quote what a room is called', () => {
    const text = homeAssistantRest(place, [{ zoneId: 'z', friendlyName: 'Ada\'s "den": #1' }]);
    assert.ok(text.includes('name: "Ada\'s \\"den\\": #1 temperature"'), text);
  });
});
