/** What checks a secret of which only the hash is kept. */
import type { Digest } from '../app/base/credential-ports.ts';
import { equal } from './constant-time.ts';
import { sha256 } from './sha256.ts';

export const digest: Digest = { sha256, equal };
