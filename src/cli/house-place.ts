/** Where the house of a data folder comes from, as the hub and the command line take it. */
import { join } from 'node:path';
import type { HouseSource } from '../app/house/house-source.ts';
import sampleHouse from '../simulator/sample-house.json' with { type: 'json' };
import { writeFileDurably } from '../store/write-file.ts';
import { readTextFile } from '../system/files.ts';
import { machineTimeZone } from '../system/time-zone.ts';
import { profilesOf } from '../system/profile-files.ts';
import type { CliContext } from './context.ts';
import { typed } from './data-folder.ts';
import type { ChosenDemo } from './demo.ts';
import type { CliSettings } from './settings.ts';

export const houseFileOf = ({ settings, dataFolder }: CliSettings): string =>
  settings.house ?? join(dataFolder, 'house.json');

function rulesOf(cli: CliSettings, context: CliContext) {
  return {
    mqttBase: cli.settings.mqttBase,
    profiles: profilesOf(cli.dataFolder),
    initCommand: typed('house init', cli, context),
    timeZone: machineTimeZone,
  };
}

/** One that ships: nobody writes it. */
function shippedHouse(path: string, text: string, rules: ReturnType<typeof rulesOf>): HouseSource {
  return { ...rules, path, read: () => text };
}

/** @param demo the one that is tried out, where it is one */
export function houseSourceOf(
  cli: CliSettings,
  { isVirtual, demo }: { isVirtual: boolean; demo?: ChosenDemo | undefined },
  context: CliContext,
): HouseSource {
  const rules = rulesOf(cli, context);
  const path = houseFileOf(cli);
  if (cli.settings.house !== undefined)
    return { ...rules, path, setting: 'ARIS_HOUSE', read: () => readTextFile(path) };
  if (demo !== undefined) return shippedHouse(`the demo ${demo.name}`, demo.houseText, rules);
  if (isVirtual) return shippedHouse('the sample house', JSON.stringify(sampleHouse), rules);
  return {
    ...rules,
    path,
    read: () => readTextFile(path),
    write: (text) => writeFileDurably(path, text),
  };
}
