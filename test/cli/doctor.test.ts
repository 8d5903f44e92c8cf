import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { CHECKS } from '../../src/cli/doctor.ts';
import { playedHub, runCommand, type PlayedHub } from '../support/command-line.ts';
import { WELL } from '../support/hub-status.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string }[];
}

describe('aris doctor', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('has a line for each check, and one for what to do', async () => {
    const { code, out, err } = await hub.run(['doctor'], [WELL]);
    assert.deepEqual([code, err], [EXIT.failure, '']);
    const lines = out.trimEnd().split('\n');
    const verdicts = lines.filter((line) => /^(?:ok {2}|LOOK|– {3}) {2}\S/.test(line));
    assert.deepEqual(
      verdicts.map((line) => line.slice(6, 15).trim()),
      CHECKS.map(({ name }) => name),
    );
    const [looks, todo] = [/^LOOK/, /^ {17}→ /].map((of) => lines.filter((line) => of.test(line)));
    assert.equal(looks?.length, todo?.length);
    assert.equal(lines.at(-1), `${looks?.length} of ${CHECKS.length} have to be looked after`);
  });

  it('is told by a hub that is older that it cannot be asked', async () => {
    const { code, err } = await hub.run(['doctor'], [new Error('no such operation')]);
    assert.notEqual(code, EXIT.ok);
    assert.match(err, /no such operation/);
  });

  it('makes a line of what a check throws', async () => {
    const { path, remove } = tempFolder();
    await runCommand(['house', 'init'], path);
    const { out } = await runCommand(['doctor', '--json'], path);
    const { ok, checks } = JSON.parse(out) as Report;
    assert.equal(ok, false);
    assert.deepEqual(
      checks.map(({ name }) => name),
      CHECKS.map(({ name }) => name),
    );
    const of = (name: string) => checks.find((check) => check.name === name)?.state;
    // The store is asked itself where no hub runs.
    assert.deepEqual([of('service'), of('house'), of('broker')], ['wrong', 'ok', 'wrong']);
    remove();
  });

  it('works where there is nothing yet, and leaves nothing behind', async () => {
    const { path, remove } = tempFolder();
    const { code, err } = await runCommand(['doctor'], path);
    assert.deepEqual([code, err], [EXIT.failure, '']);
    remove();
  });

  it('says which setting is wrong', async () => {
    const env = { ARIS_MQTT_URL: 'nonsense' };
    const { code, err } = await runCommand(['doctor'], hub.folder, { env });
    assert.equal(code, EXIT.usage);
    assert.match(err, /ARIS_MQTT_URL/);
  });
});
