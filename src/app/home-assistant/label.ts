/** The words of readings as people read them: Home Assistant shows the state of a sensor, and the options of a select, as they are. */

/** Where the word itself does not say it. */
const LABELS: Readonly<Record<string, string>> = {
  heat: 'Heating',
  cool: 'Cooling',
  dhw_charge: 'Hot water',
};

export function labelOf(word: string): string {
  const text = word.replaceAll('_', ' ');
  return LABELS[word] ?? text.charAt(0).toUpperCase() + text.slice(1);
}

/** Word → what is shown for it. */
export type Labels = readonly (readonly [word: string | number, label: string])[];

export const labelsOf = (words: readonly string[]): Labels =>
  words.map((word) => [word, labelOf(word)]);

export const optionsOf = (labels: Labels): string[] => labels.map(([, label]) => label);
