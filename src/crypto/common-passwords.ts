/**
 * Passwords that many have, which are tried first: 49,000 from published leaks, as zxcvbn-ts keeps them. The list is
 * read from the disk when a password is set, which is seldom, and let go of. Load this file with `import()`.
 */
import { readFile } from 'node:fs/promises';

const LIST = new URL(
  typeof ARIS_COMMON_PASSWORDS === 'string'
    ? ARIS_COMMON_PASSWORDS
    : import.meta.resolve('@zxcvbn-ts/language-common/src/passwords.json'),
  import.meta.url,
);

/** @param password in lower case, as all of them are */
export async function isCommonPassword(password: string): Promise<boolean> {
  // A JSON array of strings without a space between: a member stands in it just as it is written alone.
  const list = await readFile(LIST, 'latin1');
  return list.includes(JSON.stringify(password));
}
