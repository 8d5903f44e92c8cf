/** The forms of query that come again and again. */

/** A family of the hub that is looked at. @param more further matchers, such as `position="top"` */
export const of = (family: string, more = '') => `${family}{instance="$hub"${more && `, ${more}`}}`;

/** The same, of the zones that are chosen. */
export const zoned = (family: string, more = '') =>
  of(family, `zone=~"$zone"${more && `, ${more}`}`);

/** With what stands in the label `from` in the label `to`. */
export const relabeled = (to: string, from: string, selector: string) =>
  `label_replace(${selector}, "${to}", "$1", "${from}", "(.*)")`;

/** How fast a counter rises, a second. */
export const rate = (selector: string) => `rate(${selector}[$__rate_interval])`;

/**
 * Samples of which one is 1 for the state that holds, as the number of that state: 0 where it is none of these.
 * @param selector makes a selector of a matcher
 */
export function stateNumber(
  selector: (more: string) => string,
  label: string,
  by: string,
  states: readonly string[],
): string {
  const terms = states.map((state, index) => {
    const samples = selector(`${label}="${state}"`);
    return index === 0 ? samples : `${index + 1} * ${samples}`;
  });
  return `sum by (${by}) (${terms.join(' or ')})`;
}

const JOULES_PER_KWH = 3.6e6;
export const kwh = (joules: string) => `${joules} / ${JOULES_PER_KWH}`;

/** Heat delivered over electricity, of a span of time; what a defrost took back is no heat delivered. */
export function cop(span: string): string {
  const sum = (family: string, more = '') => `sum(increase(${of(family, more)}[${span}]))`;
  const thermal = 'aris_energy_thermal_joules_total';
  const gained = `${sum(thermal, 'use!="defrost"')} - ${sum(thermal, 'use="defrost"')}`;
  return `(${gained}) / ${sum('aris_energy_electrical_joules_total')}`;
}
