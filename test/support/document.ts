/** The commands of a document, and which of them a test has run. */
import { readFileSync } from 'node:fs';

/** Whether a shell would read on: within quotes, after a backslash, within a here-document or a bracket. */
function isOpen(text: string): boolean {
  const bare = text.replaceAll(/\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, '');
  const unquoted = bare.replaceAll(/(?:^|\s)#.*$/gm, '');
  return /\\$/.test(text) || /['"]/.test(unquoted);
}

/** The commands of a block: a line each, or as many as the shell takes for one. */
export function commandsOf(block: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n')) {
    const text = open === '' ? line.trimStart() : `${open}\n${line}`;
    if (isOpen(text)) open = text;
    else {
      open = '';
      if (text.trim() !== '' && !text.startsWith('#')) commands.push(text);
    }
  }
  return commands;
}

export interface ShellDocument {
  /** The commands of the nth shell block below a heading, which thereby count as run. */
  take(heading: string, index?: number): string[];
  /** Those that no test has taken. */
  left(): string[];
}

/** @throws Error, in take, where there is no such block */
export function openDocument(path: string): ShellDocument {
  const sections = readFileSync(path, 'utf8').split(/^#+ /m);
  const blocks = sections.flatMap((section) =>
    [...section.matchAll(/^ *```sh\n(.*?)^ *```/gms)].map(([, text = ''], index) => ({
      heading: section.split('\n', 1)[0] ?? '',
      index,
      commands: commandsOf(text),
    })),
  );
  const taken = new Set<(typeof blocks)[number]>();
  return {
    take(heading, index = 0) {
      const block = blocks.find((one) => one.heading === heading && one.index === index);
      if (block === undefined) throw new Error(`no shell block ${index} under "${heading}"`);
      taken.add(block);
      return block.commands;
    },
    left: () => blocks.filter((block) => !taken.has(block)).flatMap(({ commands }) => commands),
  };
}
