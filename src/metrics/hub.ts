/** Which hub this is, and what it runs on. */
import { family, series } from './family.ts';
import type { Section } from './section.ts';

export interface HubSources {
  readonly build: {
    readonly version: string;
    readonly nodeVersion: string;
    readonly isVirtual: boolean;
  };
  readonly systemView: () => { readonly serial: string; readonly name: string };
}

export function hubSection({ build, systemView }: HubSources): Section {
  const BUILD = family('info', 'aris_build_info', 'What runs here.', [
    'version',
    'node_version',
    'virtual',
  ]);
  const HUB = family('info', 'aris_hub_info', 'Which hub this is, and what people call it.', [
    'serial',
    'name',
  ]);
  const { version, nodeVersion, isVirtual } = build;
  const head = series(BUILD, version, nodeVersion, String(isVirtual));
  return {
    families: [BUILD, HUB],
    write(page) {
      const { serial, name } = systemView();
      page
        .begin(BUILD)
        .sample(head, 1)
        .begin(HUB)
        .sample(series(HUB, serial, name), 1);
    },
  };
}
