/** Short messages, where one sees them and can press their buttons: over the page, or in the dialog that lies over it. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { topmost } from '../open-dialogs.ts';
import { common } from '../strings/common.ts';
import { dismiss, holdToast, releaseToast, toasts, type Toast } from '../toasts.ts';
import { Button } from './button.tsx';

/** It waits for who is about to press one of its buttons. */
function Message({ toast }: { toast: Toast }) {
  const { id, text, undoable } = toast;
  const hold = () => holdToast(id);
  const release = () => releaseToast(toast);
  // Its dialog may close under the pointer.
  useEffect(() => release, []);
  return (
    <div
      class="toast"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <span>{text}</span>
      {undoable !== undefined && (
        <Button
          label={common.undoOf(text)}
          onClick={() => {
            dismiss(id);
            undoable.undo();
          }}
        >
          {common.undo}
        </Button>
      )}
      <Button icon="close" label={common.dismiss} onClick={() => dismiss(id)} />
    </div>
  );
}

function Shown({ isHere }: { isHere: boolean }) {
  return isHere && toasts.value.map((toast) => <Message key={toast.id} toast={toast} />);
}

/** Over the page, while no dialog is. */
export function Toasts() {
  const element = useRef<HTMLDivElement>(null);
  const isHere = topmost.value === undefined;
  // They hide nothing from who goes by keyboard: what has the focus, and what will have it, is above them.
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    // To measure has all of the page laid out, which a slow phone's first picture would wait for.
    if (element.current?.childElementCount === 0) return void style.removeProperty('--toasts');
    style.setProperty('--toasts', `${element.current?.offsetHeight ?? 0}px`);
    document.querySelector('main :focus-visible')?.scrollIntoView({ block: 'nearest' });
  }, [toasts.value, isHere]);
  return (
    <div ref={element} class="toasts" role="status">
      <Shown isHere={isHere} />
    </div>
  );
}

/** In a dialog, while none lies over it. */
export function DialogToasts({ dialog }: { dialog: object }) {
  return (
    <div class="toasts" role="status">
      <Shown isHere={topmost.value === dialog} />
    </div>
  );
}
