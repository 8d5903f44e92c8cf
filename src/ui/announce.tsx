/** What a screen reader is told of a change that was just made by hand. */
import { signal } from '@preact/signals';

const said = signal('');

export function announce(text: string): void {
  said.value = text;
}

export function Announcements() {
  return (
    <div class="hidden" role="status">
      {said.value}
    </div>
  );
}
