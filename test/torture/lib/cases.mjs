// The cases of a family: each file of its folder is one.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export async function casesOf(family) {
  const folder = join(import.meta.dirname, '..', family);
  return await Promise.all(
    readdirSync(folder)
      .sort()
      .map(async (file) => import(join(folder, file))),
  );
}
