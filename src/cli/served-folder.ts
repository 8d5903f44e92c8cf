/** Where firmware is served from: open to all, so never from where the hub keeps its keys. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { SettingsError } from '../domain/errors.ts';

/** As many links one after the other as the kernel follows. */
const LINKS_MAX = 40;

/** The path with its links followed, also those that lead to what is not there: the folders may be made later. */
function resolved(path: string, links = LINKS_MAX): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    if (parent === path || links === 0) return path;
    const folder = resolved(parent, links);
    return isLink(path)
      ? resolved(resolve(folder, readlinkSync(path)), links - 1)
      : join(folder, basename(path));
  }
}

function isWithin(path: string, folder: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..';
}

const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/**
 * @param firmware ARIS_FIRMWARE, absolute, where it is set
 * @throws SettingsError where it is, holds or lies in the data folder, save as its `firmware` that is no link
 */
export function refuseServingData(firmware: string | undefined, dataFolder: string): void {
  const usual = join(resolved(dataFolder), 'firmware');
  const served = firmware ?? usual;
  if (join(resolved(dirname(served)), basename(served)) === usual) {
    if (!isLink(usual)) return;
    throw new SettingsError([
      `${usual} must not be a link, as all in it is served to everybody: set ARIS_FIRMWARE to the folder it leads to`,
    ]);
  }
  const [target, data] = [resolved(served), resolved(dataFolder)];
  if (!isWithin(target, data) && !isWithin(data, target)) return;
  throw new SettingsError([
    `ARIS_FIRMWARE must not be, hold or lie in the data folder ${data}, as all in it is served to everybody: only ${usual} may`,
  ]);
}

/**
 * @param backup ARIS_BACKUP, absolute, where it is set
 * @throws SettingsError where it is, or lies in, what is served: whoever has a backup has the whole house
 */
export function refuseServingBackups(
  backup: string | undefined,
  firmware: string | undefined,
  dataFolder: string,
): void {
  const served = resolved(firmware ?? join(dataFolder, 'firmware'));
  if (backup === undefined || !isWithin(resolved(backup), served)) return;
  throw new SettingsError([
    `ARIS_BACKUP must not be or lie in ${served}, as all in it is served to everybody`,
  ]);
}
