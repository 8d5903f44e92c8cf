// `npm run torture -- CASE…`: what the built hub goes through, in two families. `hostile` are attacks as a guest on the
// network would make them (`hostile/`), `durability` is what happens to the machine under it (`durability/`): a case is a file of
// that name, and the name of a family stands for all of it. Without an option it is the long form, which writes its
// figures into RESULTS.md; `--short` is what the gate runs. `--seed N`, `--rounds N`, `--minutes N` of durability;
// `--seconds N` (of each case), `--connections N` of attacks.
import { casesOf } from './lib/cases.mjs';
import { runDurability } from './lib/durability.ts';
import { runHostile } from './lib/hostile.mjs';

const FAMILIES = { hostile: runHostile, durability: runDurability };

function readArguments(words) {
  const options = {};
  const names = [];
  for (let at = 0; at < words.length; at++) {
    const [, option] = /^--(.+)$/.exec(words[at]) ?? [];
    if (option === undefined) names.push(words[at]);
    else options[option] = option === 'short' ? true : Number(words[++at]);
  }
  return { names, options };
}

// However it ends, what it has started and mounted goes with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const { names, options } = readArguments(process.argv.slice(2));
const families = await Promise.all(
  Object.keys(FAMILIES).map(async (family) => ({ family, cases: await casesOf(family) })),
);
const known = families.flatMap(({ family, cases }) => [family, ...cases.map(({ name }) => name)]);
if (names.length === 0 || names.some((name) => !known.includes(name))) {
  console.error(`Name what it is to go through: ${known.join(', ')}`);
  process.exit(2);
}
let isHeld = true;
for (const { family, cases } of families) {
  const isWhole = names.includes(family);
  const chosen = isWhole ? cases : cases.filter(({ name }) => names.includes(name));
  if (chosen.length > 0) isHeld = (await FAMILIES[family](chosen, options, isWhole)) && isHeld;
}
process.exit(isHeld ? 0 : 1);
