/** A token's record on disk. */
import * as v from 'valibot';
import { PERMISSIONS } from '../../domain/access.ts';
import { TOKEN_ID_CHARS, TOKEN_PREFIXES, type TokenRecord } from '../../domain/token.ts';
import type { Table } from '../base/ports/store.ts';
import { recordValue, KEPT_TEXT } from '../base/schema.ts';

export const PERMISSION = v.picklist(PERMISSIONS);
const RECORD = v.strictObject({
  id: v.pipe(v.string(), v.length(TOKEN_ID_CHARS), v.regex(/^[0-9A-Za-z]*$/)),
  name: KEPT_TEXT,
  prefix: v.picklist(TOKEN_PREFIXES),
  hash: v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]{43}=$/)),
  createdAtMs: v.number(),
  createdBy: v.string(),
  heldBy: v.optional(v.string()),
  expiresAtMs: v.optional(v.number()),
  isPeriod: v.optional(v.literal(true)),
  permissions: v.optional(v.array(PERMISSION)),
  zones: v.optional(v.array(KEPT_TEXT)),
  addresses: v.optional(v.array(v.string())),
  requestsPerMinute: v.optional(v.number()),
  rotatedAtMs: v.optional(v.number()),
  isDisabled: v.optional(v.literal(true)),
  revokedAtMs: v.optional(v.number()),
});

export const TOKENS: Table<TokenRecord> = {
  name: 'tokens',
  // 2 knows who holds it. One of 1 reads the same: it is held by who made it.
  version: 2,
  parse: (value) => recordValue(RECORD, value),
};
