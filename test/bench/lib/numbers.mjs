// Rounds, and what is made of them. One round in five is noise on a shared machine: medians, and quartiles beside.

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below];
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

export const median = (values) => quantile(values, 0.5);

/** Measures A B C A B C …: what slows the machine for a while slows all of them. One list for each name. */
export async function alternate(rounds, measures) {
  const values = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measures)) values[name].push(await measure());
  }
  return values;
}

/** Median of the rounds' own ratios, whose two halves were measured one after the other. */
export function ratioOf(above, below) {
  const ratios = above.map((value, round) => value / below[round]);
  return { ratio: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}
