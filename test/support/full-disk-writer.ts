/**
 * A process of its own that fills the small disk it is given, and tells what became of it: lmdb-js raises rejections
 * that a test runner would take for a failure.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../../src/domain/errors.ts';
import { isEchoOfCommitFailure } from '../../src/store/commit-failure.ts';
import { openLmdb } from '../../src/store/lmdb.ts';

const [, , folder = '', ballastBytes = '0'] = process.argv;
let strangers = 0;
process.on('unhandledRejection', (error) => {
  if (!isEchoOfCommitFailure(error)) strangers++;
});

const texts = openLmdb(folder);
const ballast = join(folder, 'ballast');
await texts.write([['before', 'x']]);
writeFileSync(ballast, Buffer.alloc(Number(ballastBytes)));
let refusal = 'none';
let acknowledged = 0;
try {
  for (; acknowledged < 40; acknowledged++)
    await texts.write([[`k${acknowledged}`, 'v'.repeat(50_000)]]);
} catch (error) {
  refusal = error instanceof HubError ? error.code : String(error);
}
let kept = 0;
while (texts.get(`k${kept}`) !== undefined) kept++;
writeFileSync(ballast, '');
await texts.write([['after', 'y']]);
const report = {
  refusal,
  lost: acknowledged - kept,
  before: texts.get('before'),
  after: texts.get('after'),
  strangers,
};
await texts.close();
process.stdout.write(JSON.stringify(report));
