/**
 * The entry. An old Node fails while it loads what it does not know, so nothing is loaded before it is looked at; this
 * file and what it imports are in a language that every Node of the last years reads.
 */
import { nodeFault } from './system/node-version.ts';

const fault = nodeFault(process.versions.node, ARIS_NODE);
if (fault === undefined) void import('./program.ts');
else {
  process.stderr.write(`aris: ${fault}\n`);
  process.exitCode = 2;
}
