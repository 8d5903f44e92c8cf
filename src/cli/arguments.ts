/** Reading a command's arguments: options with and without a value, and what is neither. */
export interface Arguments {
  /** What could not be read, one line each. */
  readonly faults: readonly string[];
  /** Each value of an option, in order. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** An option's name, without a value that may stand with it: that may be a password (`--mqtt_password=…`, `-P…`). */
const nameOf = (arg: string) => (arg.startsWith('--') ? arg.replace(/=.*/s, '') : arg.slice(0, 2));

/** What other programs call it → what it is called here. */
const CALLED_HERE: Readonly<Record<string, string>> = {
  port: 'listen',
  host: 'listen',
  bind: 'listen',
  address: 'listen',
  'data-dir': 'data',
  mqtt: 'mqtt-url',
  broker: 'mqtt-url',
};

function unknownOption(name: string, known: readonly string[]): string {
  const meant = CALLED_HERE[name];
  const hint = meant !== undefined && known.includes(meant) ? `, but --${meant}` : '';
  return `there is no option --${name}${hint}`;
}

/**
 * @param withValue names of options that take a value: `--name value` or `--name=value`
 * @param withoutValue names of options that take none
 */
export function parseArguments(
  args: readonly string[],
  withValue: readonly string[],
  withoutValue: readonly string[],
): Arguments {
  const options: Record<string, string[]> = {};
  const flags = new Set<string>();
  const positionals: string[] = [];
  const faults: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      positionals.push(...rest);
      break;
    }
    const match = /^--(?<name>[a-z-]+)(?:=(?<value>.*))?$/s.exec(arg)?.groups;
    const name = match?.['name'] ?? '';
    if (match === undefined) {
      if (arg.startsWith('-') && arg !== '-') faults.push(`there is no option ${nameOf(arg)}`);
      else positionals.push(arg);
    } else if (withoutValue.includes(name)) {
      if (match['value'] !== undefined) faults.push(`--${name} takes no value`);
      flags.add(name);
    } else if (withValue.includes(name)) {
      const value = match['value'] ?? rest.shift();
      if (value === undefined) faults.push(`--${name} needs a value`);
      else (options[name] ??= []).push(value);
    } else faults.push(unknownOption(name, withValue));
  }
  return { faults, options, flags, positionals };
}
