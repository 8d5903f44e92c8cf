/** The data folder as a command reaches it: by whom, and how a person would name it. */
import { SettingsError } from '../domain/errors.ts';
import { storeFolder } from '../hub/store-folder.ts';
import { hasStore } from '../store/presence.ts';
import { controlPath } from '../system/control-socket.ts';
import { isDenial, isUsableFolder, runAsOwner } from '../system/owner.ts';
import { shellWord } from '../system/program.ts';
import { demoFoldersIn } from './demo.ts';
import { HandedOver, UsageError, type CliContext } from './context.ts';
import type { CliSettings } from './settings.ts';

type Place = Pick<CliSettings, 'dataFolder' | 'isUsualFolder' | 'hiddenFile' | 'file'>;

/** A command as it is typed to reach the same folder: `words`, and what names the folder where that is needed. */
export function typed(
  words: string,
  place: Place,
  { program }: Pick<CliContext, 'program'>,
): string {
  const data = place.isUsualFolder ? '' : ` --data ${shellWord(place.dataFolder)}`;
  return `${program} ${words}${data}`;
}

/** That there is none of the house that was meant, and what there is instead. */
export function noStore(dataFolder: string, isVirtual: boolean): UsageError {
  const isOther = hasStore(storeFolder(dataFolder, !isVirtual));
  const other = isVirtual ? 'a real house, without --virtual' : 'a virtual house, with --virtual';
  const demo = demoFoldersIn(dataFolder).find((folder) => hasStore(storeFolder(folder, true)));
  const hint = isOther
    ? `only that of ${other}`
    : demo === undefined
      ? 'start a hub there first, or name its folder with --data'
      : `only that of a demo, with --data ${shellWord(demo)}`;
  return new UsageError(`there is no store in ${dataFolder}: ${hint}`);
}

/** Whoever is not let in there is told what would be. sudo keeps no variables, so the folder is named. */
function denied(path: string, place: Place, context: CliContext): SettingsError {
  const { args } = context;
  const isNamed = args.some((arg) => arg === '--data' || arg.startsWith('--data='));
  const line = typed(
    args.map(shellWord).join(' '),
    isNamed ? { ...place, isUsualFolder: true } : place,
    context,
  );
  return new SettingsError([`this user may not use ${path}; this works: sudo ${line}`]);
}

/**
 * Does what needs the data folder.
 * @throws SettingsError with the line to type, where this user may not use it
 */
export async function withinRights<T>(
  place: Place,
  context: CliContext,
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDenial(error) ? denied(place.dataFolder, place, context) : error;
  }
}

/**
 * Comes to the data folder. As root, its owner then runs the command in this process's place.
 * @returns whether it is there
 * @throws HandedOver once the owner has run it
 * @throws SettingsError where this user may not use it, or its path is too long
 */
export async function enter(place: Place, context: CliContext): Promise<boolean> {
  const { dataFolder, hiddenFile, file } = place;
  controlPath(dataFolder);
  if (hiddenFile !== undefined) throw denied(hiddenFile, place, context);
  const isThere = await withinRights(place, context, () => isUsableFolder(dataFolder));
  if (!isThere) return false;
  // The owner may have another home, and not be let to read the settings file.
  const code = await runAsOwner(dataFolder, { ...file, ...context.env, ARIS_DATA: dataFolder });
  if (code !== undefined) throw new HandedOver(code);
  return true;
}
