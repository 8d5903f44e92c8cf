/** A process that commits records one after the other and says each that was acknowledged. It is made to be killed. */
import { openLmdb } from '../../src/store/lmdb.ts';

const [, , folder = ''] = process.argv;
const texts = openLmdb(folder);
for (let count = 0; ; count++) {
  const key = `n/${String(count).padStart(8, '0')}`;
  await texts.write([[key, `value ${count}`]]);
  process.stdout.write(`${key}\n`);
}
