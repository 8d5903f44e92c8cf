/** What a check of `aris doctor` is given, and what it says. */
import type { Operation } from '../../app/command-line/operations.ts';
import type { HubStatus } from '../../app/diagnostics/status.ts';
import type { HostMachine } from '../../system/machine.ts';
import type { CliSettings } from '../settings.ts';
import type { SystemdService } from '../service.ts';

export interface Examined {
  readonly machine: HostMachine;
  readonly cli: Pick<CliSettings, 'settings' | 'dataFolder'>;
  /** Of this program. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly nowMs: number;
  /** What the hub that runs says of itself; undefined where none runs. */
  readonly hub: HubStatus | undefined;
  readonly service: SystemdService | undefined;
  /** The folder of the store, and whether there is one in it. */
  readonly storeFolder: string;
  readonly hasStore: boolean;
  /** Has the hub do something, or does it on the store itself where none runs. */
  readonly ask: (operation: Operation, input: unknown) => Promise<unknown>;
}

export interface Diagnosis {
  /** `unknown`: nothing tells, which is nothing to be mended. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  readonly says: string;
  /** What to do. */
  readonly next?: string;
}

export interface Check {
  readonly name: string;
  /** What it throws is a verdict of its own. */
  readonly run: (at: Examined) => Diagnosis | Promise<Diagnosis>;
}

export const ok = (says: string): Diagnosis => ({ state: 'ok', says });
export const unknown = (says: string): Diagnosis => ({ state: 'unknown', says });
export const wrong = (says: string, next: string): Diagnosis => ({ state: 'wrong', says, next });

/** As many of a list are told as fit a screen. */
const TOLD = 4;

export function listed(all: readonly string[], what: string): string {
  const more = all.length > TOLD ? `; and ${all.length - TOLD} more` : '';
  return `${all.length} ${what}: ${all.slice(0, TOLD).join('; ')}${more}`;
}
