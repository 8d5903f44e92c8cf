/** Putting a hub back to a backup, as people do it in a browser: an owner, and who sets up a new board. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { bytesOf, codecWith, linesWith } from '../support/backup.ts';
import { lastingFolder, run } from '../support/child.ts';
import { PROGRAM } from '../support/hub.ts';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  startRig,
  type Rig,
} from './support/browser.ts';

const PASSPHRASE = 'a key for the old house';
const BOB = 'bob@example.com';

const withInput = async ({ hub }: Rig, input: string, ...args: string[]) => {
  const { dataFolder } = hub;
  const { code, stderr } = await run(process.execPath, [PROGRAM, ...args], {
    env: { ARIS_DATA: dataFolder, HOME: dataFolder },
    input: `${input}\n`,
  });
  assert.equal(code, 0, stderr);
};

async function choose(page: Page, path: string): Promise<void> {
  await page.getByLabel('Backup file').setInputFiles(path);
  await page.getByRole('button', { name: 'Look at it' }).click();
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 60_000 });
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').waitFor();
}

describe('putting the hub back', () => {
  const path = join(lastingFolder(), 'house.backup');
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('is refused in words where the file is damaged, and the house stays as it is', async () => {
    const page = await rig.visitAsOwner('/settings/backup');
    await withInput(rig, 'battery staple horse', 'user', 'add', BOB, '--name', 'Bob');
    await rig.hub.cli('token', 'create', 'Grafana');
    await withInput(rig, PASSPHRASE, 'backup', 'passphrase');
    const { code, stderr } = await rig.hub.cli('backup', path);
    assert.equal(code, 0, stderr);
    const damaged = join(lastingFolder(), 'damaged.backup');
    writeFileSync(damaged, readFileSync(path).subarray(0, -1));
    await choose(page, damaged);
    await page.getByRole('alert').getByText('The backup is damaged').waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('asks whose serial stays where the backup is of another hub, and says that no owner comes back', async () => {
    const page = await rig.visitAsOwner('/settings/backup');
    const other = join(lastingFolder(), 'other.backup');
    const header = { isVirtual: true, serial: '0123456789ab' };
    writeFileSync(other, await bytesOf(codecWith().pack(linesWith({}, header))));
    await choose(page, other);
    await page.getByText('No owner comes back').waitFor();
    const go = page.getByRole('button', { name: 'Put everything back to this' });
    assert.equal(await go.isEnabled(), false);
    await page.getByRole('radio', { name: '0123456789ab' }).click();
    assert.equal(await go.isEnabled(), true);
    await assertPresentable(page, 'restore-serial');
    await page.getByRole('button', { name: 'Choose another' }).click();
    await page.getByLabel('Backup file').waitFor();
    await page.context().close();
  });

  it('shows an owner what would come back, and comes back by itself without who is struck out', async () => {
    const page = await rig.visitAsOwner('/settings/backup');
    await choose(page, path);
    await page.getByText('What changes').waitFor();
    await assertPresentable(page, 'restore-contents');
    await page.getByLabel(/Bob, bob@example\.com/).uncheck();
    await page.getByLabel('Grafana').uncheck();
    await page.getByRole('button', { name: 'Put everything back to this' }).click();
    await signIn(page);
    const users = await rig.hub.cli('user', 'list');
    assert.match(users.stdout, /ada@example\.com/);
    assert.doesNotMatch(users.stdout, /bob@example\.com/);
    assert.doesNotMatch((await rig.hub.cli('token', 'list')).stdout, /Grafana/);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('begins a new board, with the setup code and the passphrase', async () => {
    const board = await startRig();
    try {
      const page = await board.visit();
      await page.getByRole('button', { name: 'Restore from a backup' }).click();
      await assertPresentable(page, 'restore-welcome');
      await page.getByLabel('Setup code').fill('AAAAAAAAAA');
      await choose(page, path);
      await page.getByText('The setup code is wrong').waitFor();
      const code = (await board.hub.cli('user', 'setup-code')).stdout.trim();
      await page.getByLabel('Setup code').fill(code);
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByLabel('Its passphrase').fill('not the passphrase');
      await page.getByRole('button', { name: 'Open it' }).click();
      await page.getByText('The passphrase is not that of the backup').waitFor();
      await assertPresentable(page, 'restore-passphrase');
      await page.getByLabel('Its passphrase').fill(PASSPHRASE);
      await page.getByRole('button', { name: 'Open it' }).click();
      await page.getByText('What changes').waitFor();
      await page.getByRole('button', { name: 'Put everything back to this' }).click();
      await signIn(page);
      assertWellBehaved(page);
    } finally {
      await board.close();
    }
  });
});
