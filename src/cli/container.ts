/** What an engine such as Docker or Podman runs: there is no sudo in it, no systemd, and the machine is outside. */
import type { HostMachine } from '../system/machine.ts';

/** Each engine puts one of these into what it runs. */
const MARKS = ['/.dockerenv', '/run/.containerenv'];

/** systemd has this folder where it is in charge: what it has booted is a machine, whatever it is in. */
const BOOTED = '/run/systemd/system';

export const isContainer = ({ facts }: Pick<HostMachine, 'facts'>): boolean =>
  facts(BOOTED) === undefined && MARKS.some((path) => facts(path) !== undefined);

/** A hint that is meant for an installed machine, as it is followed from within a container. */
export function hintInContainer(hint: string): string {
  const inside = hint.replaceAll(/sudo (?=aris |chmod )/g, '');
  return inside.includes('sudo ') ? `on the machine, outside of the container: ${inside}` : inside;
}
