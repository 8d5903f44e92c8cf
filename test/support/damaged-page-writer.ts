/**
 * A process of its own whose store is damaged while it has it open, and whole again before it closes it: lmdb-js raises
 * rejections that a test runner would take for a failure.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../../src/domain/errors.ts';
import { isEchoOfCommitFailure } from '../../src/store/commit-failure.ts';
import { openTexts } from '../../src/store/open.ts';
import { freePage, zeroed } from './damaged-store.ts';
import { createMemoryLog } from './log.ts';

const [, , folder = ''] = process.argv;
let strangers = 0;
process.on('unhandledRejection', (error) => {
  if (!isEchoOfCommitFailure(error)) strangers++;
});

const file = join(folder, 'store.mdb');
const texts = await openTexts(folder, { version: '0.2.0', log: createMemoryLog() });
const whole = readFileSync(file);
writeFileSync(file, zeroed(whole, freePage(whole)), { flag: 'r+' });
let code = 'none';
let message = '';
try {
  await texts.write([['a', 'x']]);
} catch (error) {
  if (error instanceof HubError) ({ code, message } = error);
  else message = String(error);
}
writeFileSync(file, whole, { flag: 'r+' });
process.stdout.write(JSON.stringify({ code, message, strangers }));
// It never settles after that.
await texts.close();
