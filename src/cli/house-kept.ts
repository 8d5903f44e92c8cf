/** `aris house show`, `edit`, `import`, `export`, `versions`, `undo` and `redo`: the house that is kept, with and without a hub. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListedVersions, KeptHouseView } from '../app/command-line/house-operations.ts';
import { writtenHouse } from '../app/house/house-document.ts';
import { readHouseText } from '../app/house/house-file.ts';
import { faultLine } from '../app/house/house-source.ts';
import type { HouseVersionView } from '../app/house/house-version-view.ts';
import { HubError, messageOf, SettingsError } from '../domain/errors.ts';
import type { HouseFault } from '../domain/house-fault.ts';
import { readTextFile } from '../system/files.ts';
import { UsageError, type CliContext } from './context.ts';
import type { Operator } from './operate.ts';
import { printTable, printText } from './table.ts';

export interface KeptCall {
  readonly operator: Operator;
  readonly context: CliContext;
  readonly isJson: boolean;
  /** What follows the action's name. */
  readonly argument: string | undefined;
}

const STANDARD_INPUT = '/dev/stdin';

function numberIn(argument: string | undefined): number | undefined {
  if (argument === undefined) return undefined;
  if (!/^[1-9]\d{0,7}$/.test(argument))
    throw new UsageError(`a version has a number: aris house versions lists them`);
  return Number(argument);
}

function told({ version, restored }: HouseVersionView, { isJson, context }: KeptCall): void {
  if (isJson) context.out(JSON.stringify({ version, ...(restored && { restored }) }));
  else if (restored !== undefined) context.out(`the house is as in version ${restored} again`);
  else context.out(`the house is of version ${version} now`);
}

async function show({ operator, context, isJson, argument }: KeptCall): Promise<void> {
  const version = numberIn(argument);
  const shown = (await operator.ask('house.show', { version })) as KeptHouseView;
  if (isJson) context.out(JSON.stringify(shown));
  else printText(writtenHouse(shown.house).trimEnd(), context.out);
}

/** @throws SettingsError with a line for each fault, by its place in the file */
function inFile(path: string, error: unknown): unknown {
  const faults = error instanceof HubError ? error.context['faults'] : undefined;
  if (!Array.isArray(faults)) return error;
  return new SettingsError((faults as HouseFault[]).map((fault) => faultLine(path, fault)));
}

async function putFile(path: string, seen: number | undefined, call: KeptCall) {
  const text = readTextFile(path);
  if (text === undefined) throw new SettingsError([`${path}: there is no such file`]);
  const read = readHouseText(text);
  if ('faults' in read) throw new SettingsError(read.faults.map((fault) => faultLine(path, fault)));
  try {
    const input = { house: read.value, version: seen };
    return (await call.operator.ask('house.put', input)) as HouseVersionView;
  } catch (error) {
    throw inFile(path, error);
  }
}

async function importFile(call: KeptCall): Promise<void> {
  const { argument } = call;
  if (argument === undefined)
    throw new UsageError('aris house import FILE, or - for what is piped in');
  told(await putFile(argument === '-' ? STANDARD_INPUT : argument, undefined, call), call);
}

async function exportFile({ operator, context, isJson, argument }: KeptCall): Promise<void> {
  if (argument === '-') {
    const { house } = (await operator.ask('house.show', {})) as KeptHouseView;
    printText(writtenHouse(house).trimEnd(), context.out);
    return;
  }
  let path = argument;
  if (path === undefined) {
    ({ path } = (await operator.ask('house.export', {})) as { path: string });
  } else {
    if (existsSync(path)) throw new UsageError(`${path} is there already, and is left as it is`);
    const { house } = (await operator.ask('house.show', {})) as KeptHouseView;
    writeFileSync(path, writtenHouse(house), { flag: 'wx' });
  }
  context.out(isJson ? JSON.stringify({ path }) : `${path}: the house as it is`);
}

async function versions({ operator, context, isJson }: KeptCall): Promise<void> {
  const listed = (await operator.ask('house.versions', {})) as ListedVersions;
  if (isJson) {
    context.out(JSON.stringify(listed));
    return;
  }
  const rows = listed.versions.map(({ version, at, by, changed, restored, path }) => [
    String(version),
    at,
    by.name ?? by.id,
    restored === undefined
      ? `${path === undefined ? '' : `${path}: `}${changed.join(', ')}`
      : `as version ${restored}`,
  ]);
  printTable([['VERSION', 'WHEN', 'BY', 'CHANGED'], ...rows], context);
  const { inCharge, path, trouble } = listed.origin;
  context.err(
    inCharge === 'file' ? `The house is as ${path} says.` : `The house is not as ${path} says.`,
  );
  if (trouble !== undefined) context.err(`aris: the house is in trouble: ${trouble}`);
}

async function undo(call: KeptCall): Promise<void> {
  const version = numberIn(call.argument);
  told((await call.operator.ask('house.undo', { version })) as HouseVersionView, call);
}

async function redo(call: KeptCall): Promise<void> {
  told((await call.operator.ask('house.redo', {})) as HouseVersionView, call);
}

/** What somebody has written is not thrown away with a fault. */
async function edit(call: KeptCall): Promise<void> {
  const { operator, context } = call;
  const { house, version } = (await operator.ask('house.show', {})) as KeptHouseView;
  const folder = mkdtempSync(join(tmpdir(), 'aris-house-'));
  const path = join(folder, 'house.json');
  const before = writtenHouse(house);
  writeFileSync(path, before, { mode: 0o600 });
  for (;;) {
    const code = await context.edit(path);
    if (code !== 0) throw new UsageError(`the editor has failed; what it left is in ${path}`);
    if (readTextFile(path) === before) {
      context.err('Nothing was changed.');
      break;
    }
    try {
      told(await putFile(path, version, call), call);
      break;
    } catch (error) {
      const lines = error instanceof SettingsError ? error.lines : [messageOf(error)];
      for (const line of lines) context.err(`aris: ${line}`);
      const answer = await context.askLine('Edit it again? [Y/n] ');
      if (answer === undefined || /^n/i.test(answer.trim()))
        throw new UsageError(`the house is as it was; what you wrote is in ${path}`);
    }
  }
  rmSync(folder, { recursive: true });
}

export const KEPT_ACTIONS: Readonly<Record<string, (call: KeptCall) => Promise<void>>> = {
  show,
  edit,
  import: importFile,
  export: exportFile,
  versions,
  undo,
  redo,
};
