/** The one way to a terminal, and to the journal, that everything takes that this program writes. */
import { visible } from '../domain/text.ts';

/** A writer of lines that stay lines, whatever a stranger has put into them. */
export const lineWriter =
  (stream: Pick<NodeJS.WritableStream, 'write'>) =>
  (line: string): void =>
    void stream.write(`${visible(line)}\n`);
