/** What a screen reader is told of a change that was just made by hand. */
import { signal } from '@preact/signals';
import { topmost } from './open-dialogs.ts';

const said = signal<{ text: string; over?: object | undefined }>({ text: '' });

export function announce(text: string): void {
  said.value = { text, over: topmost.peek() };
}

/** Where it was said, so that nothing is read twice when a dialog opens or closes. @param over the dialog it is in */
export function Announcements({ over }: { over?: object }) {
  return (
    <div class="hidden" role="status">
      {said.value.over === over && said.value.text}
    </div>
  );
}
