/** `aris read-store`: the hub's own way to look at a store that may be damaged. No help lists it. */
import { readDoubtful, type ReaderTask } from '../store/reader.ts';
import { sayToParent } from '../system/parent-pipe.ts';
import { EXIT, UsageError } from './context.ts';
import type { Command } from './command.ts';

export const readStoreCommand: Command = {
  help: 'aris read-store is for the hub itself; aris verify says whether a store is whole.',
  run([folder, task]) {
    if (folder === undefined || task === undefined)
      throw new UsageError('aris read-store is for the hub itself');
    readDoubtful(folder, JSON.parse(task) as ReaderTask, (line) =>
      sayToParent(JSON.stringify(line)),
    );
    return Promise.resolve(EXIT.ok);
  },
};
