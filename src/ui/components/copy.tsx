/** Copying text on plain http, where the browser gives a page no clipboard but what is selected. */
import { useRef } from 'preact/hooks';
import { common } from '../strings/common.ts';
import { tell } from '../toasts.ts';
import { Button } from './button.tsx';

function selectAll(element: HTMLElement): void {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Selects the element's text and copies it. It stays selected, so that it can be copied by hand, too. */
function copyText(element: HTMLElement): void {
  selectAll(element);
  // Deprecated, and the one way there is outside a secure context.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isCopied = document.execCommand('copy');
  tell(isCopied ? common.copied : common.copyFailed);
}

/** Text to take along, and the button that copies it. */
export function Snippet({ text, label }: { text: string; label: string }) {
  const element = useRef<HTMLPreElement>(null);
  return (
    <div class="snippet">
      <div class="snippet-head">
        <span aria-hidden="true">{label}</span>
        <Button
          look="quiet"
          icon="copy"
          label={common.copyOf(label)}
          onClick={() => element.current && copyText(element.current)}
        >
          {common.copy}
        </Button>
      </div>
      <pre ref={element} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
