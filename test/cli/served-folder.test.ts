import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { refuseServingBackups, refuseServingData } from '../../src/cli/served-folder.ts';
import { SettingsError } from '../../src/domain/errors.ts';

describe('the folder that is served to everybody', () => {
  let root: string;
  let data: string;
  before(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'aris-served-')));
    data = join(root, 'data');
    await mkdir(join(data, 'firmware', 'deep'), { recursive: true });
    await mkdir(join(root, 'images'));
    await mkdir(join(root, 'linked'));
    await symlink(join(root, 'images'), join(root, 'linked', 'firmware'));
    await symlink(data, join(root, 'to-data'));
    await symlink(root, join(root, 'images', 'up'));
    await symlink('../data/later', join(root, 'linked', 'dangling'));
    await symlink('round', join(root, 'linked', 'round'));
  });
  after(async () => rm(root, { recursive: true }));

  const refused = (firmware: string | undefined, folder: string, named: string) =>
    assert.throws(
      () => refuseServingData(firmware, folder),
      (error) => error instanceof SettingsError && (error.lines[0] ?? '').includes(named),
      `${firmware}`,
    );

  it('is the usual one, or one apart from the data', () => {
    refuseServingData(undefined, data);
    refuseServingData(undefined, join(root, 'not-yet'));
    for (const path of ['data/firmware', 'to-data/firmware', 'images', 'data2', '..data'])
      refuseServingData(join(root, path), data);
  });

  it('is not, holds not and lies not in the data folder, links followed', () => {
    for (const path of ['data', '.', 'data/other', 'data/firmware/deep', 'to-data', 'images/up'])
      refused(join(root, path), data, 'ARIS_FIRMWARE must not');
    refused('/', data, 'ARIS_FIRMWARE must not');
    refused(join(root, 'linked', 'dangling'), data, 'ARIS_FIRMWARE must not');
    refuseServingData(join(root, 'linked', 'round'), data);
    refused(data, join(root, 'to-data'), 'ARIS_FIRMWARE must not');
    refused(join(root, 'not-yet'), join(root, 'not-yet'), 'ARIS_FIRMWARE must not');
  });

  it('has no backups in it, links followed', () => {
    const backups = (backup: string | undefined, firmware?: string) => () =>
      refuseServingBackups(backup, firmware, data);
    for (const path of ['data/firmware', 'data/firmware/backups', 'to-data/firmware/deep'])
      assert.throws(backups(join(root, path)), /ARIS_BACKUP must not be or lie in/, path);
    assert.throws(backups(join(root, 'images', 'x'), join(root, 'images')), /ARIS_BACKUP/);
    backups(undefined)();
    for (const path of ['data/backups', 'images', 'data', 'elsewhere']) backups(join(root, path))();
  });

  it('is no link in the data folder', () => {
    for (const firmware of [undefined, join(root, 'linked', 'firmware')])
      refused(firmware, join(root, 'linked'), 'must not be a link');
  });
});
