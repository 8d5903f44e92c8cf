/** A metric family: declared once, from which its samples, its head in both formats and the table of README.md come. */

export const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'info'] as const;
/** `info` is a gauge of 1 whose labels are what it says; only OpenMetrics has a type of its own for it. */
export type MetricType = (typeof METRIC_TYPES)[number];
export type MetricFormat = 'text' | 'openmetrics';

export interface Family {
  /** As its samples are named: a counter ends in `_total`, an info in `_info`. */
  readonly name: string;
  readonly type: MetricType;
  /** One line for people. */
  readonly help: string;
  /** Names of its labels, in the order of `series`. */
  readonly labels: readonly string[];
  /** The lines before its samples. */
  readonly heads: Readonly<Record<MetricFormat, string>>;
}

const escapeLine = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeQuoted = (text: string) => escapeLine(text).replaceAll('"', '\\"');

/** The suffix that OpenMetrics names the samples with, but not the family. */
const SAMPLE_SUFFIX: Partial<Record<MetricType, RegExp>> = { counter: /_total$/, info: /_info$/ };

function headsOf(type: MetricType, name: string, help: string): Family['heads'] {
  const suffix = SAMPLE_SUFFIX[type];
  const family = suffix === undefined ? name : name.replace(suffix, '');
  const textType = type === 'info' ? 'gauge' : type;
  return {
    text: `# HELP ${name} ${escapeLine(help)}\n# TYPE ${name} ${textType}\n`,
    openmetrics: `# TYPE ${family} ${type}\n# HELP ${family} ${escapeQuoted(help)}\n`,
  };
}

export function family(
  type: MetricType,
  name: string,
  help: string,
  labels: readonly string[] = [],
): Family {
  return { type, name, help, labels, heads: headsOf(type, name, help) };
}

/** @param name without `_total` */
export const counter = (name: string, help: string, labels: readonly string[] = []) =>
  family('counter', `${name}_total`, help, labels);

export const gauge = (name: string, help: string) => family('gauge', name, help);

/** Label names and values as they stand in a sample; nothing where there are none. */
export function labelText(names: readonly string[], values: readonly string[]): string {
  if (names.length === 0) return '';
  return `{${names.map((name, at) => `${name}="${escapeQuoted(values[at] ?? '')}"`).join(',')}}`;
}

/** A sample up to its value. It is most of a page's work, to be made once and kept. */
export function series({ name, labels }: Family, ...values: readonly string[]): string {
  return `${name}${labelText(labels, values)} `;
}
