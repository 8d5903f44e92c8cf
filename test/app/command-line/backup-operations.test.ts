import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createBackupOperations,
  type SealedBackups,
} from '../../../src/app/command-line/backup-operations.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { COMMAND_LINE, doerOf } from '../../../src/app/base/principal.ts';
import { refusedAs } from '../../support/refused.ts';
import { settled } from '../../support/settled.ts';

const FILE = {
  name: 'aris-2026-01-15T100000Z-manual.backup',
  kind: 'manual',
  madeAtMs: Date.parse('2026-01-15T10:00:00Z'),
  path: '/backups/it',
  bytes: 7,
} as const;
const CHOICE = { history: true, firmware: false };

function operating(waits: boolean) {
  const made: unknown[] = [];
  const counted: number[] = [];
  let finish: (error?: Error) => void = () => undefined;
  const backups = {
    list: async () => Promise.resolve([FILE]),
    isSealing: () => true,
    setPassphrase: async (passphrase: string | undefined) => {
      made.push(passphrase);
      return Promise.resolve();
    },
    async make(choice: unknown, { onRecords }: { onRecords?: (count: number) => void }) {
      made.push(choice);
      onRecords?.(3);
      return new Promise((resolve, reject) => {
        finish = (error) => (error === undefined ? resolve(FILE) : reject(error));
      });
    },
  } as unknown as SealedBackups;
  const run = createBackupOperations(async () => Promise.resolve(backups), {
    doer: doerOf(COMMAND_LINE),
    waits,
    onRecords: (count) => void counted.push(count),
  });
  return { run, made, counted, finish: (error?: Error) => finish(error) };
}

describe('backups on the command line', () => {
  it('are asked how far they are, since making one takes longer than an answer may', async () => {
    const { run, made, counted, finish } = operating(false);
    assert.deepEqual(run['backup.progress']({}), {
      state: 'failed',
      records: 0,
      failure: 'no backup was asked for',
    });
    assert.deepEqual(await run['backup.make'](CHOICE), { state: 'running', records: 3 });
    assert.deepEqual(made, [{ kind: 'manual', hasHistory: true, hasFirmware: false }]);
    await assert.rejects(run['backup.make'](CHOICE) as Promise<unknown>, refusedAs('conflict'));
    finish();
    await settled();
    const {
      state,
      records,
      made: file,
    } = run['backup.progress']({}) as {
      state: string;
      records: number;
      made: Record<string, unknown>;
    };
    assert.deepEqual(
      [state, records, file['path'], file['isSealed'], counted],
      ['made', 3, FILE.path, true, [3]],
    );
  });

  it('say why they were not made, and can be made again', async () => {
    const { run, finish } = operating(false);
    await run['backup.make'](CHOICE);
    finish(new HubError('storage_full', 'the disk is full'));
    await settled();
    assert.deepEqual(run['backup.progress']({}), {
      state: 'failed',
      records: 3,
      failure: 'the disk is full',
    });
    assert.deepEqual(await run['backup.make'](CHOICE), { state: 'running', records: 3 });
  });

  it('are answered when they are made, where nobody else would wait', async () => {
    const { run, finish } = operating(true);
    const making = run['backup.make'](CHOICE) as Promise<{ state: string }>;
    await settled();
    finish();
    assert.equal((await making).state, 'made');
    const failing = run['backup.make'](CHOICE) as Promise<unknown>;
    await settled();
    finish(new HubError('storage_full', 'the disk is full'));
    await assert.rejects(failing, refusedAs('storage_full'));
  });

  it('are listed with where they lie, and sealed from now on', async () => {
    const { run, made } = operating(true);
    const [file] = (await run['backup.list']({})) as Record<string, unknown>[];
    assert.deepEqual([file?.['name'], file?.['path']], [FILE.name, FILE.path]);
    await run['backup.passphrase']({ passphrase: 'x' });
    await run['backup.passphrase']({});
    assert.deepEqual(made, ['x', undefined]);
    for (const name of ['backup.make', 'backup.list', 'backup.passphrase'] as const)
      await assert.rejects(run[name]({ more: 1 }) as Promise<unknown>, refusedAs('invalid'));
  });
});
