/** What each operation is asked with, as the contract has it: who writes a client goes by it, so that it changes on purpose alone. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { SETTING_NAMES } from '../../../src/domain/settings.ts';
import { createTestApp } from '../../support/app.ts';
import { readContract, type Contract } from '../../support/contract.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
}
interface Schema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}
interface Asked {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
  readonly responses: Readonly<Record<string, object>>;
}

const METRICS = 'query query_range query_exemplars series labels format_query parse_query'.split(
  ' ',
);
const WITH_HISTORY =
  'zones/{zoneId} fcus/{fcuId} heatpumps/{hpId} meters/{meterId} hcu dhw tes solar';
const EVENT_QUERY = 'from to type severity source objectId search limit offset format';

const HOUSE =
  'version timeZone zones outdoorSensors? fcus hcu? heatpumps dhw? tes? solar? meters? bindings?';

/** Operation → the members of its body; those with `?` may be left out. */
const BODIES: Readonly<Record<string, string>> = {
  'PATCH /api/settings': SETTING_NAMES.map((name) => `${name}?`).join(' '),
  'PATCH /api/tokens/{tokenId}': 'name? enabled?',
  'PATCH /api/users/{userId}': 'email? password? name? role?',
  'POST /api/auth/login': 'email password otp?',
  'POST /api/auth/logout': 'refresh_token?',
  'POST /api/auth/password': 'currentPassword newPassword',
  'POST /api/auth/refresh': 'refresh_token',
  'POST /api/auth/register': 'email password name setup_code?',
  'POST /api/auth/second-factor/confirm': 'code',
  'POST /api/auth/session': 'email? password? otp? pin?',
  'POST /api/backups': 'history? firmware?',
  'POST /api/broker/check': 'url? username? password? ca?',
  'POST /api/dhw/command': 'targetTempC? boostMinutes? sanitize? recirc?',
  'POST /api/house/check': HOUSE,
  'POST /api/restore': 'application/octet-stream',
  'POST /api/restore/passphrase': 'passphrase',
  'POST /api/restore/start': 'serial? withoutUsers? withoutTokens?',
  'POST /api/schedule-templates': 'name entries',
  'POST /api/schedules/apply': 'zoneIds entries',
  'PUT /api/dhw/schedule': 'entries',
  'PUT /api/schedule-templates/{templateId}': 'name entries',
  'POST /api/system/command':
    'mode? from? until? cancelVacation? shiftK? durationMinutes? cancelShift? surplusLevel? powerLimitKw? cancelPowerLimit?',
  'POST /api/tokens':
    'name permissions? zones? addresses? requestsPerMinute? expiresIn? expiresAt? prefix?',
  'POST /api/users': 'email password name role',
  'POST /api/zones/{zoneId}/command':
    'mode? tempHeatSetC? tempCoolSetC? until? durationMinutes? resumeSchedule?',
  'PUT /api/broker': 'url username? password? ca?',
  'PUT /api/house': HOUSE,
  'PUT /api/settings/pin': 'pin',
  'PUT /api/settings/second-factor': 'required',
  'PUT /api/zones/{zoneId}/schedule': 'entries',
  ...Object.fromEntries(
    METRICS.map((name) => [`POST /prometheus/api/v1/${name}`, 'application/x-www-form-urlencoded']),
  ),
};
/** Operation → what its query may have. */
const QUERIES: Readonly<Record<string, string>> = {
  'GET /api/backup': 'history firmware',
  'GET /api/energy': 'by from to',
  'GET /api/system/log': 'format',
  'GET /api/events': EVENT_QUERY,
  'GET /api/audit': EVENT_QUERY,
  ...Object.fromEntries(
    WITH_HISTORY.split(' ').map((one) => [`GET /api/${one}/history`, 'start end hours fields']),
  ),
};
const MAKES = [
  'POST /api/auth/register',
  'POST /api/backups',
  'POST /api/restore',
  'POST /api/schedule-templates',
  'POST /api/tokens',
  'POST /api/tokens/{tokenId}/rotate',
  'POST /api/users',
];

const paramsIn = ({ parameters = [] }: Asked, place: string) =>
  parameters
    .filter((one) => one.in === place)
    .map(({ name }) => name)
    .join(' ');

function bodyOf({ requestBody }: Asked): string {
  return Object.entries(requestBody?.content ?? {})
    .map(
      ([
        type,
        {
          schema: { properties = {}, required = [] },
        },
      ]) =>
        type === 'application/json'
          ? Object.keys(properties)
              .map((name) => (required.includes(name) ? name : `${name}?`))
              .join(' ')
          : type,
    )
    .join(' or ');
}

describe('an operation of the contract', () => {
  let all: readonly (readonly [string, Asked])[];
  let contract: Contract;
  before(async () => {
    contract = await readContract();
    all = Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, one]) => [`${method.toUpperCase()} ${path}`, one as Asked] as const,
      ),
    );
  });
  const isAdmins = (key: string) => key.includes('/api/admin/');
  const own = (shown: (one: Asked, key: string) => string) =>
    Object.fromEntries(
      all
        .filter(([key]) => !isAdmins(key))
        .map(([key, one]) => [key, shown(one, key)] as const)
        .filter(([, text]) => text !== ''),
    );

  it('takes such a body', () => assert.deepEqual(own(bodyOf), BODIES));

  it('takes such a query', () =>
    assert.deepEqual(
      own((one) => paramsIn(one, 'query')),
      QUERIES,
    ));

  it('takes a setup code in place of a credential where a backup is put back', () => {
    const found = own((one) => (paramsIn(one, 'header').includes('X-Setup-Code') ? 'yes' : ''));
    const restoring = own((_, key) => (key.includes('/api/restore') ? 'yes' : ''));
    assert.deepEqual(found, restoring);
  });

  it('makes something, with 201, or does not', () =>
    assert.deepEqual(
      Object.keys(own(({ responses }) => ('201' in responses ? 'yes' : ''))).sort(),
      MAKES,
    ));

  it('is told of in one line', () => {
    for (const [key, { summary = '' }] of all) assert.match(summary, /^\S.+[^.]$/, key);
  });

  it('is the same for who has the admin secret', () => {
    const asOwn = new Map(all);
    const asked = (one?: Asked) => [one?.summary, one?.parameters, one?.requestBody];
    for (const [key, one] of all)
      if (isAdmins(key) && !key.endsWith('/tenants'))
        assert.deepEqual(asked(one), asked(asOwn.get(key.replace('/api/admin/', '/api/'))), key);
  });
});

/** Whose tries cost the hub much, or could be guesses: each address may ask only so often. */
const PACED = [
  ...['login', 'refresh', 'register', 'session'].map((name) => `POST /api/auth/${name}`),
  ...['POST /api/restore', 'POST /api/restore/passphrase'],
];

it('what costs the hub much is paced, and nothing else', () => {
  const paced = createTestApp().routes.filter(({ isPaced }) => isPaced);
  assert.deepEqual(paced.map(({ method, path }) => `${method} ${path}`).sort(), PACED);
});
