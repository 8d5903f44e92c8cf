/** A house that an earlier version has lived in, under this one: nothing is lost, and there is no way back unawares. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { TokenView } from '../../src/app/tokens/live-token.ts';
import { SECOND_MS } from '../../src/domain/units.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { curl } from '../support/curl.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { fixtures } from '../support/fixtures.ts';
import { launchHub, startHub, type TestHub } from '../support/hub.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

type Json = Readonly<Record<string, unknown>>;

/** Whether all that an earlier version said is said again; more may be. */
function assertKept(now: unknown, then: unknown, at: string): void {
  if (Array.isArray(then)) {
    assert.ok(Array.isArray(now), at);
    assert.equal(now.length, then.length, at);
    then.forEach((one, index) => assertKept(now[index], one, `${at}/${index}`));
  } else if (typeof then === 'object' && then !== null) {
    for (const [name, value] of Object.entries(then))
      assertKept((now as Json | undefined)?.[name], value, `${at}/${name}`);
  } else assert.deepEqual(now, then, at);
}

/** What nobody has set follows its default, and these have another since. */
const NEW_DEFAULTS = (({ curveColdSupplyC, curveMildSupplyC }) => ({
  curveColdSupplyC,
  curveMildSupplyC,
}))(DEFAULT_SETTINGS);

interface EventThen {
  readonly id: number;
  readonly data?: Json;
}

/** 0.1.0 said by whom and from where among the rest; since then that is the same of every event. */
function withDoer({ data: { by, address, ...data } = {}, ...event }: EventThen): object {
  return {
    ...event,
    data,
    ...(by !== undefined && { by: { id: by } }),
    ...(address !== undefined && { from: { address } }),
  };
}

/** What is of the program or of the moment rather than of the house. */
const PASSING = ['version', 'asOfTs', 'lastSeenTs', 'lastUsed', 'requestCount', 'metadata'];

function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !PASSING.includes(name))
      .map(([name, inner]) => [name, lasting(inner)]),
  );
}

for (const fixture of fixtures()) {
  describe(`a store of ${fixture.version}`, () => {
    let rig: BrokerRig;
    let hub: TestHub;
    let owner: string;
    const dataFolder = fixture.dataFolder();
    const time = createFakeTime();

    const signIn = async () => {
      const body = { email: 'anna@example.com', password: fixture.password };
      const reply = await curl(`${hub.url}/api/auth/login`, { body });
      return (reply.json() as { access_token: string }).access_token;
    };
    const ask = async (path: string, token = owner) => curl(`${hub.url}${path}`, { token });

    before(async () => {
      time.shift(Math.round((Date.parse(fixture.madeAt) - Date.now()) / SECOND_MS));
      rig = await openBrokerRig();
      hub = await rig.start({ dataFolder, env: time.env });
      owner = await signIn();
    });
    after(async () => {
      await rig.clear();
      await rig.close();
    });

    for (const [path, then] of Object.entries(fixture.said)) {
      it(`says at ${path} what ${fixture.version} said`, async () => {
        const reply = await ask(path);
        assert.equal(reply.status, 200);
        const now = reply.json() as { events?: { id: number }[] };
        const { events: before } = then as { events?: EventThen[] };
        // What has happened since is new.
        const newest = before?.[0]?.id ?? 0;
        if (before !== undefined) now.events = now.events?.filter(({ id }) => id <= newest) ?? [];
        const settings = path === '/api/settings' ? NEW_DEFAULTS : {};
        const kept =
          before === undefined
            ? { ...(then as object), ...settings }
            : { ...(then as object), events: before.map(withDoer) };
        assertKept(lasting(now), lasting(kept), path);
      });
    }

    it('lets in every token that stands, and none that was revoked', async () => {
      for (const [name, token] of Object.entries(fixture.credentials)) {
        const { status } = await ask('/api/system', token);
        // Since 0.2.0 what a token made ends with it.
        const under = fixture.version === '0.1.0' ? [] : ['Child of the manager of Dora'];
        const isGone = ['Revoked by Anna', 'Manager of Dora', ...under].includes(name);
        // Zones alone, or the management of tokens alone, do not open the system.
        assert.equal(status === 401, isGone, `${name}: ${status}`);
      }
    });

    it('has nothing set aside, and says that all is well', async () => {
      const { body } = await curl(`${hub.url}/prometheus/metrics`, {
        token: fixture.credentials['Of the command line'] ?? '',
      });
      assert.match(body, /^aris_storage_damaged_records_total 0$/m);
      assert.match(body, /^aris_storage_newer_records 0$/m);
    });

    // A later version knew it when it was made.
    if (fixture.version !== '0.1.0') return;
    it('has each token stand under who made it, rotated it or is left of those, and end with them', async () => {
      const listed = await ask('/api/tokens');
      const { tokens } = listed.json() as { tokens: TokenView[] };
      const nameOf = (id: string) => tokens.find((token) => token.id === id)?.name ?? id;
      const places = tokens.map(({ name, heldBy, under }) => [
        name,
        heldBy.startsWith('tok_') ? nameOf(heldBy) : undefined,
        under.kind === 'person' ? under.name : under.kind,
      ]);
      assert.deepEqual(places, [
        ['Of the command line', undefined, 'machine'],
        ['bootstrap', undefined, 'machine'],
        ['Home Assistant of Anna', undefined, 'Anna'],
        ['Manager of Ben', undefined, 'Ben'],
        ['Child of the manager of Ben', 'Manager of Ben', 'Ben'],
        ['Grandchild of the manager of Ben', 'Child of the manager of Ben', 'Ben'],
        ['Child of the manager of Dora', undefined, 'unknown'],
        ['Of Anna, rotated by Ben', undefined, 'Ben'],
        ['Of the admin secret', undefined, 'machine'],
      ]);
      const list = await hub.cli('token', 'list');
      assert.match(list.stdout, /Child of the manager of Dora .* tok_8mQNPrJe +nobody known /);
      const { stderr } = await hub.cli('user', 'remove', 'ben@example.com');
      assert.match(stderr, /signed out everywhere; 4 tokens are revoked/);
      for (const [name, token] of Object.entries(fixture.credentials)) {
        const isOut = /Ben|Revoked|^Manager of Dora/.test(name);
        assert.equal((await ask('/api/zones', token)).status === 401, isOut, name);
      }
    });
  });
}

const NO_BROKER = ['--mqtt-url', 'mqtt://127.0.0.1:9'];
const withRecord = (key: string) => async (folder: string) => {
  const texts = openLmdb(folder);
  await texts.write([[key, '{"v":9,"d":{}}']]);
  await texts.close();
};

describe('a store of a newer version', () => {
  for (const [what, change] of [
    [
      'by its marker',
      (folder: string) => {
        const path = join(folder, 'store.json');
        const marker = JSON.parse(readFileSync(path, 'utf8')) as object;
        writeFileSync(path, JSON.stringify({ ...marker, format: 99, version: '9.9.0' }));
        return Promise.resolve();
      },
    ],
    ['by a record of a person', withRecord('users/usr_zzzzzzzz')],
  ] as const) {
    it(`${what} is not started, with exit code 4, and stays as it is`, async () => {
      const dataFolder = fixtures()[0]?.dataFolder() ?? '';
      const first = await startHub({ dataFolder, args: NO_BROKER });
      assert.equal(await first.stop(), 0);
      await change(dataFolder);
      const before = readFileSync(join(dataFolder, 'store.mdb'));
      const hub = launchHub({ dataFolder, args: NO_BROKER });
      assert.equal(await hub.exited(), 4);
      assert.match(
        JSON.stringify(hub.log),
        /and this is \d+\.\d+\.\d+, which knows .*Install the newer version again, or put back the backup \S+\.backup of /,
      );
      const { code, stderr } = await hub.cli('token', 'list');
      assert.equal(code, 4);
      assert.match(stderr, /or put back the backup \S+\.backup of /);
      assert.ok(before.equals(readFileSync(join(dataFolder, 'store.mdb'))));
    });
  }

  it('by a record that only a whole house reads is no different', async () => {
    const dataFolder = fixtures()[0]?.dataFolder() ?? '';
    await (await startHub({ dataFolder, args: NO_BROKER })).stop();
    await withRecord('faults/hub-x')(dataFolder);
    const hub = launchHub({ dataFolder, args: NO_BROKER });
    assert.equal(await hub.exited(), 4);
    assert.match(JSON.stringify(hub.log), /put back the backup \S+\.backup of /);
  });
});
