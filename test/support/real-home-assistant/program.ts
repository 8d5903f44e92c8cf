/** A running Home Assistant with a configuration of its own, and what it writes into its log. */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { end, hasEnded, run, start } from '../child.ts';
import { until } from '../until.ts';
import { ENVIRONMENT, type Installation } from './install.ts';

/** It installs what its parts need when it is first started. */
const START_DEADLINE_MS = 240_000;

export interface LogLine {
  readonly level: string;
  readonly logger: string;
  readonly text: string;
}

export interface HomeAssistantProgram {
  readonly url: string;
  /** Of this start. */
  readonly log: readonly LogLine[];
  /** SIGTERM, and it is gone. May be called twice. */
  stop(): Promise<void>;
}

/** `2026-11-30 12:15:54.891 WARNING (MainThread) [homeassistant.components.mqtt] …`; a trace has lines without. */
const LINE = /^\S+ \S+ (?<level>[A-Z]+) \([^)]*\) \[(?<logger>[^\]]+)\] (?<text>.*)$/;

function parseLine(line: string): LogLine {
  const { level = '', logger = '', text = line } = LINE.exec(line)?.groups ?? {};
  return { level, logger, text };
}

/** As HOME-ASSISTANT.md has it, behind what the configuration has already. */
function writePackage(folder: string, text: string, authorization: string): void {
  mkdirSync(join(folder, 'packages'));
  writeFileSync(join(folder, 'packages/aris.yaml'), text);
  writeFileSync(join(folder, 'secrets.yaml'), `aris_authorization: ${authorization}\n`);
  const lines = ['homeassistant:', '  packages: !include_dir_named packages', ''];
  appendFileSync(join(folder, 'configuration.yaml'), lines.join('\n'));
}

/** Its configuration, and what it keeps over restarts. Remove it when the tests are over. */
export function configFolder({ root }: Installation, port: number) {
  const parent = join(root, 'srv');
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, 'config-'));
  const parts = ['api', 'config', 'conversation', 'energy', 'history', 'onboarding', 'recorder'];
  const lines = [
    ...['http:', '  server_host: 127.0.0.1', `  server_port: ${port}`],
    ...parts.map((part) => `${part}:`),
  ];
  writeFileSync(join(path, 'configuration.yaml'), `${lines.join('\n')}\n`);
  return {
    /** As it is seen in the tree. */
    inTree: `/srv/${basename(path)}`,
    /** Takes in a package from the next start on. */
    addPackage: (text: string, authorization: string) => writePackage(path, text, authorization),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What its `check_config` says of a package, of which `secrets.yaml` has the one secret: nothing where all is well. */
export async function checkPackage(installation: Installation, text: string): Promise<string> {
  const parent = join(installation.root, 'srv');
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, 'check-'));
  writePackage(path, text, 'Bearer x');
  const args = ['--script', 'check_config', '--config', `/srv/${basename(path)}`];
  try {
    const { stdout, stderr } = await run(...installation.command('hass', args), {
      env: ENVIRONMENT,
    });
    const said = `${stdout}${stderr}`;
    if (!said.includes('Testing configuration')) throw new Error(`it was not checked: ${said}`);
    return said
      .split('\n')
      .filter((line) => /invalid|error|warning|not found/i.test(line))
      .join('\n');
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Starts it, and resolves once it answers. @throws Error with its last words where it ends */
export async function startHomeAssistant(
  installation: Installation,
  config: string,
  port: number,
): Promise<HomeAssistantProgram> {
  const args = ['--config', config, '--log-no-color'];
  const child = start(...installation.command('hass', args), ENVIRONMENT);
  const log: LogLine[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    log.push(...lines.map(parseLine));
  });
  child.stdout?.resume();
  const url = `http://127.0.0.1:${port}`;
  await until(
    async () => {
      if (hasEnded(child))
        throw new Error(
          `it ended: ${log
            .slice(-20)
            .map(({ text }) => text)
            .join('\n')}`,
        );
      const answer = await fetch(`${url}/auth/providers`).catch(() => undefined);
      // What its page asks first: 400 before there is a user, 404 before there is an answer.
      return answer !== undefined && answer.status !== 404;
    },
    'Home Assistant to answer',
    START_DEADLINE_MS,
  );
  return { url, log, stop: async () => end(child) };
}
