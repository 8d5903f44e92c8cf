import type { Reply } from './exchange.ts';
import { jsonReply } from './reply.ts';

/** An answer that is asked for far more often than it changes: written once per version. */
export function keptReply(version: () => number, value: () => object): () => Reply {
  let kept: { readonly version: number; readonly reply: Reply } | undefined;
  return () => {
    const current = version();
    if (kept?.version !== current) kept = { version: current, reply: jsonReply(200, value()) };
    return kept.reply;
  };
}
