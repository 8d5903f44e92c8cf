/** What a backup holds and what of it comes back, told before anything is put back. */
import { dirname } from 'node:path';
import type { HeldPerson, HeldToken, Holdings } from '../app/backup/holdings.ts';
import { blocksBeside } from '../backup/folder.ts';
import type { BackupPart } from '../domain/backup.ts';
import { isoTime } from '../domain/units.ts';
import type { ReadBackup } from '../hub/restore.ts';
import type { CliContext } from './context.ts';

const SHOWN = 20;

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;

function sayList(all: readonly string[], context: CliContext): void {
  for (const line of all.slice(0, SHOWN)) context.err(`    ${line}`);
  if (all.length > SHOWN) context.err(`    and ${all.length - SHOWN} more`);
}

const personLine = ({ name, email, role }: HeldPerson) => `${name} <${email}>, ${role}`;
const tokenLine = ({ id, name }: HeldToken) => `${id} "${name}"`;

const LEFT_OUT: Readonly<Record<BackupPart, string>> = {
  history: 'history',
  recent_history: 'the history of its last day',
  events: 'events but the newest',
  keys: 'keys',
  firmware: 'firmware',
  broker_password: "the broker's password",
};

/** The history that lies in files beside it. */
function sayBlocks({ holdings, found, path }: ReadBackup, { err }: CliContext): void {
  if (holdings.blocks.length === 0) return;
  const { whole, bad, past } = found;
  const records = whole.reduce((sum, block) => sum + block.records, 0);
  err(
    `More history lies beside it: ${count(whole.length, 'file')} of ${blocksBeside(dirname(path)).path}, with ${count(records, 'record')}.`,
  );
  if (past > 0) err(`${count(past, 'file')} more had history that is too old to be kept.`);
  if (bad.length === 0) return;
  const named = bad.slice(0, SHOWN).map(({ name, reason }) => `${name} (${reason})`);
  const more = bad.length > SHOWN ? `, and ${bad.length - SHOWN} more` : '';
  err(`The rest of its history does not come back: ${named.join(', ')}${more}.`);
}

export function sayHeld(read: ReadBackup, context: CliContext): void {
  const { header, holdings } = read;
  const { err } = context;
  const { kind, madeAtMs, version, serial = 'unknown', leftOut } = header;
  const { people, tokens, tables, factorsLost } = holdings;
  const history = [...tables].filter(([table]) => table.startsWith('history_'));
  const measured = history.reduce((sum, [, many]) => sum + many, 0);
  err(`A ${kind} backup of ${isoTime(madeAtMs)}, made by version ${version} of the hub ${serial}.`);
  err(
    `It holds ${count(holdings.records, 'record')}, ${count(measured, 'record')} of history among them.`,
  );
  sayBlocks(read, context);
  if (leftOut.length > 0)
    err(`It was made without ${leftOut.map((part) => LEFT_OUT[part]).join(', ')}.`);
  err(`  ${count(people.length, 'person comes', 'people come')} back:`);
  sayList(people.map(personLine), context);
  err(`  ${count(tokens.length, 'token comes', 'tokens come')} back:`);
  sayList(tokens.map(tokenLine), context);
  if (!people.some(({ role }) => role === 'owner'))
    err('  No owner comes back: somebody has to become one, with the setup code.');
  sayRevived(holdings, context);
  if (factorsLost > 0)
    err(
      `The keys of second factors are not there: ${count(factorsLost, 'person signs', 'people sign')} in with the password alone, and set one up anew.`,
    );
}

/** Who is left out of it, since somebody says so. */
export function sayStruck(held: ReadBackup, read: ReadBackup, context: CliContext): void {
  const people = held.holdings.people.filter((one) => !read.holdings.people.includes(one));
  const tokens = held.holdings.tokens.filter((one) => !read.holdings.tokens.includes(one));
  if (people.length + tokens.length === 0) return;
  context.err('  Struck out, and not to come back:');
  sayList([...people.map(personLine), ...tokens.map(tokenLine)], context);
}

function sayRevived(holdings: Holdings, { err }: CliContext): void {
  const { tokensRevoked, tokensDisabled, peopleRemoved, ownersDemoted } = holdings;
  const { passwordsKept, pinsKept, factorsKept } = holdings;
  if (tokensRevoked > 0) err(`  ${count(tokensRevoked, 'token')} in it stay revoked.`);
  if (tokensDisabled > 0) err(`  ${count(tokensDisabled, 'token')} in it stay disabled.`);
  if (peopleRemoved > 0) err(`  ${count(peopleRemoved, 'person', 'people')} in it stay removed.`);
  if (ownersDemoted > 0)
    err(`  ${count(ownersDemoted, 'owner')} in it stay members, as they are now.`);
  if (passwordsKept > 0)
    err(`  ${count(passwordsKept, 'password')} changed since then stay changed.`);
  if (pinsKept > 0) err('  The PIN of the panels stays as it was changed since then.');
  if (factorsKept > 0)
    err(
      `  ${count(factorsKept, 'second factor')} set up or changed since then stay as they are now.`,
    );
}
