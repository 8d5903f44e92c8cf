/**
 * Format 3: what is for the audit lies apart from the events of the house, so that many of those drive none of it out.
 * The records themselves stay as they are; their names are those of the day, whatever the tables are called later.
 */
import type { MigratedTexts, Migration } from './migration.ts';
import type { TextWrite } from '../records.ts';

const ACCESS = /^(?:token_|user_|password_changed$|pin_changed$|unlocked$)/;
const TRAFFIC =
  /^(?:session_|settings_changed$|refresh_reused$|pin_disabled$|setup_code_renewed$|locked_out$)/;

/** What cannot be read stays where it is, for whoever reads it next to say so. */
function typeOf(text: string): string {
  try {
    const { d } = JSON.parse(text) as { d?: { type?: unknown } };
    return typeof d?.type === 'string' ? d.type : '';
  } catch {
    return '';
  }
}

function* moved(texts: MigratedTexts): Iterable<TextWrite> {
  for (const [key, text] of texts.range('events/')) {
    const type = typeOf(text);
    const table = ACCESS.test(type) ? 'audit' : TRAFFIC.test(type) ? 'audit_traffic' : undefined;
    if (table === undefined) continue;
    yield [key, undefined];
    yield [key.replace('events', table), text];
  }
}

export const auditTables: Migration = {
  to: 3,
  what: 'what is for the audit has a place of its own',
  writes: (texts) => [...moved(texts)],
};
