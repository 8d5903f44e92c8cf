/** Everything behind the entrance, as a whole hub has it: what a start does in order, and what a stop leaves. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { newStamp } from '../../src/domain/backup.ts';
import { startHub, type Hub } from '../../src/hub/lifecycle.ts';
import type { HubConfig } from '../../src/hub/types.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { openTexts } from '../../src/store/open.ts';
import { askControl } from '../../src/system/control-socket.ts';
import { systemRandom } from '../../src/system/random.ts';
import { lastingFolder } from '../support/child.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { until } from '../support/until.ts';
import { countedParts, virtualConfig } from '../support/whole-hub.ts';

interface HealthAnswer {
  readonly status: string;
  readonly checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('what is behind the entrance', () => {
  let folder: string;
  let hub: Hub | undefined;
  let houseText: string;
  let { log, parts } = countedParts();
  beforeEach(() => {
    folder = lastingFolder();
    houseText = JSON.stringify(SMALL_HOUSE);
    ({ log, parts } = countedParts());
  });
  afterEach(async () => stop());

  async function start(more: Partial<HubConfig> = {}): Promise<Hub> {
    const config = virtualConfig(folder);
    const house = { ...config.house, read: () => houseText };
    return (hub = await startHub({ ...config, house, ...more }, parts));
  }
  async function stop(): Promise<void> {
    await hub?.stop();
    hub = undefined;
  }
  const ask = async (operation: string, input: unknown = {}) =>
    askControl(folder, operation, input, () => undefined);
  const health = async () =>
    (await (await fetch(`http://127.0.0.1:${hub?.port ?? 0}/health`)).json()) as HealthAnswer;
  /** All that is kept, in order of its keys. */
  async function kept(within = 'virtual'): Promise<string[]> {
    const texts = await openTexts(join(folder, within), { version: '0.0.0', log });
    const all = [...texts.range('')].map(([key, text]) => `${key} ${text}`);
    await texts.close();
    return all;
  }
  const said = (message: string) => log.lines.find((line) => line.message === message);

  it('hears its devices, and has its start and its stop among the events', async () => {
    await start();
    await until(async () => (await health()).status === 'ok', 'a house that is well');
    await stop();
    const all = await kept();
    const at = (type: string) => all.findIndex((line) => line.includes(`"${type}"`));
    assert.ok(at('system_startup') >= 0 && at('system_startup') < at('system_shutdown'));
  });

  it('is reached by the command line from the start to the stop', async () => {
    await start();
    assert.deepEqual(await ask('token.list', { revoked: false }), { result: [] });
    await stop();
    assert.equal(await ask('token.list', { revoked: false }), undefined);
  });

  it('shows a setup code while there is no owner, and none after', async () => {
    const { setupCode, hasTokens } = await start();
    assert.match(setupCode ?? '', /^[0-9A-Z-]{10,}$/);
    assert.equal(hasTokens, false);
    const owner = { email: 'ada@example.org', password: 'a rather long passphrase', name: 'Ada' };
    await ask('user.add', { ...owner, role: 'owner' });
    await stop();
    assert.equal((await start()).setupCode, undefined);
  });

  it('takes a token that was made elsewhere in, once', async () => {
    const bootstrapToken = createTokenMint(systemRandom, digest).mint('aris_tok').token;
    assert.equal((await start({ bootstrapToken })).hasTokens, true);
    await stop();
    await start({ bootstrapToken });
    const { result } = (await ask('token.list', { revoked: false })) as {
      result: { name: string }[];
    };
    assert.deepEqual(
      result.map(({ name }) => name),
      ['bootstrap'],
    );
  });

  it('takes its house in anew when it is told to, and keeps it where the file is no good', async () => {
    const started = await start();
    houseText = JSON.stringify({ ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) });
    await started.reloadHouse();
    const { path, from, zones } = said('house reloaded')?.fields ?? {};
    assert.deepEqual([path, from, zones], ['the house of the test', 'file', 1]);
    houseText = '{';
    await assert.rejects(started.reloadHouse(), /not JSON/);
    houseText = JSON.stringify(SMALL_HOUSE);
    assert.deepEqual(await ask('house.reload'), { result: { from: 'file' } });
    await stop();
    const events = (await kept()).filter((line) => line.includes('"house_reloaded"'));
    assert.deepEqual(
      events.map((line) => line.includes('"kind":"cli"')),
      [false, true],
    );
  });

  it('knows zones by the house that runs', async () => {
    await start();
    await assert.rejects(ask('token.create', { name: 'x', zones: ['none'] }), /none/);
    await ask('token.create', { name: 'x', zones: ['bath'] });
  });

  it('is to be set up where there is no broker, and tells of one that is gone', async () => {
    await start({ isVirtual: false });
    assert.equal((await health()).checks['mqtt']?.['status'], 'setup');
    await stop();
    assert.ok(!(await kept('.')).some((line) => line.startsWith('known_broker/')));
  });

  it('knows the last good backup from the start on', async () => {
    mkdirSync(join(folder, 'backups', 'virtual'), { recursive: true });
    const { name } = newStamp('daily', parts.clock.nowMs(), () => false);
    writeFileSync(join(folder, 'backups', 'virtual', name), 'x');
    await start();
    const seen = async () => JSON.stringify((await health()).checks).includes('last_made');
    await until(seen, 'the backup to be seen');
  });

  it('has the same serial in each of its lives', async () => {
    await start();
    await stop();
    const serialIn = (all: string[]) => all.find((line) => line.startsWith('serial/hub'));
    const first = serialIn(await kept());
    await start();
    await stop();
    assert.ok(first !== undefined);
    assert.equal(serialIn(await kept()), first);
  });
});
