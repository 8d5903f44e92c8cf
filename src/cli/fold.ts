/** Sentences on a terminal: broken between words, and never within a command, which is copied from there. */
import { filled } from '../domain/text.ts';

/** On less than that nothing is broken by us. */
const LEAST_COLUMNS = 20;
const COMMAND = /\b(?:sudo|aris|systemctl|timedatectl|journalctl|dpkg|apt|ps) [a-z-]/;

const piecesOf = (text: string): string[] =>
  text
    .split(/(?<=[;:,]) /)
    .flatMap((clause) => (COMMAND.test(clause) ? [clause] : clause.split(' ')));

/**
 * @param columns of the terminal; none where no person reads
 * @param indent of all lines but the first, which has its own
 */
export function folded(text: string, columns: number | undefined, indent = ''): string[] {
  if (columns === undefined || columns < LEAST_COLUMNS || text.length <= columns) return [text];
  const [own = ''] = /^ */.exec(text) ?? [];
  const lines = filled(
    piecesOf(text.slice(own.length)),
    columns - Math.max(own.length, indent.length),
  );
  return lines.map((line, at) => `${at === 0 ? own : indent}${line}`);
}
