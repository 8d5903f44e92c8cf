/** What opened a session, in words: what a browser says of itself is long, and mostly history. */

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

const found = (names: typeof BROWSERS, text: string) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

export interface Agent {
  readonly browser?: string;
  readonly system?: string;
}

export function agentOf(userAgent: string | undefined): Agent {
  if (userAgent === undefined) return {};
  const browser = found(BROWSERS, userAgent);
  const system = found(SYSTEMS, userAgent);
  return { ...(browser !== undefined && { browser }), ...(system !== undefined && { system }) };
}
