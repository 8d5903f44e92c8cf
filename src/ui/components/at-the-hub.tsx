/** What helps at the machine of the hub: a line to type there, as the hub is installed. */
import type { Installation } from '../../domain/installation.ts';

const PROGRAMS: Readonly<Record<Installation, string>> = {
  service: 'sudo aris',
  container: 'aris',
  command: 'aris',
  folder: 'node dist/main.js',
};

/** @param words after the program's name */
export const typedAt = (installation: Installation, words: string): string =>
  `${PROGRAMS[installation]} ${words}`;

export function AtTheHub(props: {
  /** What it is for and where it is typed, by installation. */
  texts: Readonly<Record<Installation, string>>;
  installation: Installation;
  words: string;
}) {
  const { texts, installation, words } = props;
  return (
    <p class="muted small">
      {texts[installation]} <code>{typedAt(installation, words)}</code>
    </p>
  );
}
