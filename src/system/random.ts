import { randomBytes } from 'node:crypto';
import type { Random } from '../app/base/ports/random.ts';

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
