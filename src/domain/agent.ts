/** What a client is, in a few words: what a browser says of itself is long, and mostly history. */

/** The first that is found counts: each browser names those that it wants to be taken for, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/HomeAssistant\/|Home Assistant\//, 'Home Assistant'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];
/** The name that a program gives itself: no more of its text is passed on. */
const PRODUCT = /^[A-Za-z][\w.+-]{0,39}(?=[/\s]|$)/;

const found = (names: typeof BROWSERS, text: string) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/**
 * A label that stays over a program's versions, such as `Firefox on Android`. Undefined where the header says nothing.
 * @param userAgent the header, as it came
 */
export function programOf(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined) return undefined;
  const browser = found(BROWSERS, userAgent);
  const system = found(SYSTEMS, userAgent);
  if (browser !== undefined && system !== undefined) return `${browser} on ${system}`;
  return browser ?? system ?? PRODUCT.exec(userAgent)?.[0];
}
