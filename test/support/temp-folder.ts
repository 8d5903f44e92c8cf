import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own. Remove it when the test is over. */
export function tempFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'aris-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
