/** The schedules of all zones together, and those that are kept to be given to zones, as a client meets them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bearer, JSON_HEADER, OWNER } from '../../support/app.ts';
import { createAskHouse, type AskHouse } from '../../support/ask-house.ts';

let app: AskHouse['app'];
let ask: AskHouse['ask'];
let events: AskHouse['events'];

beforeEach(async () => {
  ({ app, ask, events } = await createAskHouse());
});

const MORNING = { days: ['thu'], at: '06:00', tempHeatSetC: 21, tempCoolSetC: 25 };
const restricted = async () =>
  (
    await app.tokens.create(OWNER, {
      name: 'bath',
      permissions: ['zones:full'],
      zones: ['bath'],
    })
  ).token;

describe('/api/schedules', () => {
  interface Listed {
    schedules: { zoneId: string; entries: unknown[]; etag: string; next?: object }[];
    metadata: { count: number };
  }

  it('has those of all zones, as their own paths have them, each with its ETag', async () => {
    await ask('PUT', '/api/zones/living/schedule', { entries: [MORNING] });
    const { schedules, metadata } = (await ask('GET', '/api/schedules')).json as unknown as Listed;
    assert.deepEqual(
      [schedules.map(({ zoneId }) => zoneId), metadata.count],
      [['living', 'bath'], 2],
    );
    for (const { etag, ...view } of schedules) {
      const own = await ask('GET', `/api/zones/${view.zoneId}/schedule`);
      assert.deepEqual([own.json, own.header('etag')], [view, etag]);
    }
    assert.ok(schedules[0]?.next !== undefined);
  });

  it('has those alone that a token may see', async () => {
    const { json } = await ask('GET', '/api/schedules', undefined, await restricted());
    const { schedules, metadata } = json as unknown as Listed;
    assert.deepEqual([schedules.map(({ zoneId }) => zoneId), metadata.count], [['bath'], 1]);
  });

  it('gives several zones one, each as far as it can have it, in one commit', async () => {
    const { commits } = app.store.stats();
    const answer = await ask('POST', '/api/schedules/apply', {
      zoneIds: ['bath', 'living'],
      entries: [MORNING, { days: ['thu'], at: '22:00', mode: 'cool' }],
    });
    const { schedules } = answer.json as unknown as Listed;
    const warm = { days: ['thu'], at: '06:00', tempHeatSetC: 21 };
    assert.deepEqual(
      [answer.status, schedules.map(({ zoneId, entries }) => [zoneId, entries])],
      [
        200,
        [
          ['bath', [warm]],
          ['living', [MORNING, { days: ['thu'], at: '22:00', mode: 'cool' }]],
        ],
      ],
    );
    assert.equal(app.store.stats().commits - commits, 1);
    const changed = events.filter(({ type }) => type === 'schedule_changed');
    assert.deepEqual(
      changed.map(({ objectId, data }) => [objectId, data?.['entries']]),
      [
        ['bath', 1],
        ['living', 2],
      ],
    );
  });

  const COLD = [{ days: ['thu'], at: '06:00', mode: 'cool' }];
  const refused: [string, unknown, number, string | undefined][] = [
    ['no zone', { zoneIds: [], entries: [] }, 400, 'zoneIds'],
    ['too many zones', { zoneIds: Array(LIMITS.zones + 1).fill('x'), entries: [] }, 400, 'zoneIds'],
    ['a zone twice', { zoneIds: ['living', 'living'], entries: [] }, 400, 'zoneIds[1]'],
    ['a zone that there is not', { zoneIds: ['living', 'attic'], entries: [] }, 404, undefined],
    [
      'one that can have nothing of it',
      { zoneIds: ['living', 'bath'], entries: COLD },
      400,
      'zoneIds[1]',
    ],
    [
      'a faulty entry',
      { zoneIds: ['living'], entries: [{ ...MORNING, at: '24:00' }] },
      400,
      'entries[0].at',
    ],
  ];
  for (const [what, body, status, field] of refused)
    it(`refuses ${what} with ${status}, and changes no zone`, async () => {
      const answer = await ask('POST', '/api/schedules/apply', body);
      assert.deepEqual([answer.status, answer.json['field']], [status, field]);
      assert.deepEqual((await ask('GET', '/api/zones/living/schedule')).json['entries'], []);
      assert.deepEqual(events, []);
    });

  it('is given by who may command all zones alone', async () => {
    const body = { zoneIds: ['bath'], entries: [] };
    assert.equal((await ask('POST', '/api/schedules/apply', body, await restricted())).status, 403);
  });
});

describe('/api/schedule-templates', () => {
  const OFFICE = { name: 'Office', entries: [MORNING] };

  it('keeps a schedule, lists, replaces and removes it', async () => {
    const made = await ask('POST', '/api/schedule-templates', OFFICE);
    assert.deepEqual([made.status, made.json], [201, { templateId: 'office', ...OFFICE }]);
    const list = await ask('GET', '/api/schedule-templates');
    assert.deepEqual(list.json, { templates: [made.json], metadata: { count: 1 } });
    const path = '/api/schedule-templates/office';
    const etag = (await ask('GET', path)).header('etag') ?? '';
    const put = async (ifMatch: string) =>
      app.ask({
        method: 'PUT',
        target: path,
        headers: [bearer(token), JSON_HEADER, ['If-Match', ifMatch]],
        body: JSON.stringify({ ...OFFICE, entries: [] }),
      });
    const { token } = await app.tokens.create(OWNER, { name: 'all', permissions: ['zones:full'] });
    assert.deepEqual((await put(etag)).json, { templateId: 'office', name: 'Office', entries: [] });
    const late = await put(etag);
    assert.deepEqual([late.status, late.json['changed']], [412, ['entries']]);
    assert.deepEqual((await ask('DELETE', path)).json, { success: true });
    assert.equal((await ask('GET', path)).status, 404);
  });

  it('refuses a name that is none, is too long, or is taken', async () => {
    await ask('POST', '/api/schedule-templates', OFFICE);
    for (const [name, status] of [
      ['', 400],
      ['x'.repeat(LIMITS.scheduleTemplateNameChars + 1), 400],
      ['OFFICE', 409],
      ['x'.repeat(LIMITS.scheduleTemplateNameChars), 201],
    ] as const)
      assert.equal(
        (await ask('POST', '/api/schedule-templates', { ...OFFICE, name })).status,
        status,
      );
  });
});
