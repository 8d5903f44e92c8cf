import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Announcements } from '../announce.tsx';
import { topmost, useOpenDialog } from '../open-dialogs.ts';
import { layOver } from '../router.ts';
import { common } from '../strings/common.ts';
import { Button } from './button.tsx';
import { Lost } from './lost.tsx';
import { DialogToasts } from './toasts.tsx';

/** What somebody begins with. */
const FIELDS = '.body :is(input, select, textarea):not([type=hidden], [disabled])';

/**
 * A dialog over the page, as long as it is rendered; Escape, a step back, the backdrop and the cross ask to close it. It
 * opens on its first field, or has its title read.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  /** Whether only a button of its own closes it: it shows what is shown once. */
  isFirm?: boolean;
  /** Whether a step back is not for it: it is asked since one was taken. */
  isOfStep?: boolean;
  children: ComponentChildren;
}) {
  const { title, onClose, isFirm = false, isOfStep = false, children } = props;
  const latest = useRef(onClose);
  latest.current = onClose;
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const open = useOpenDialog();
  const isShown = useRef(true);
  // Before it is drawn, and before it is out of the document: the focus goes straight from opener to field and back.
  useLayoutEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    (dialog?.querySelector<HTMLElement>(FIELDS) ?? dialog?.querySelector('h2'))?.focus();
    const uncover = isFirm || isOfStep ? undefined : layOver(() => latest.current());
    return () => {
      isShown.current = false;
      uncover?.();
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!isFirm) onClose();
      }}
      onClose={() => {
        // A browser closes it after a second Escape, whoever objects.
        if (!isShown.current) return;
        if (isFirm) element.current?.showModal();
        else onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current && !isFirm) onClose();
      }}
    >
      <Announcements over={open} />
      <header>
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        {!isFirm && <Button look="quiet" icon="close" label={common.close} onClick={onClose} />}
      </header>
      {topmost.value === open && <Lost />}
      <div class="body">{children}</div>
      <DialogToasts dialog={open} />
    </dialog>
  );
}

/** Asks whether that is really meant. */
export function Confirm(props: {
  title: string;
  text?: string;
  /** What else there is to know before. */
  children?: ComponentChildren;
  /** What the button says. */
  action: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { title, text, children, action, onConfirm, onClose } = props;
  const [isBusy, setIsBusy] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      {text !== undefined && <p>{text}</p>}
      {children}
      <div class="actions">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button
          look="danger"
          isBusy={isBusy}
          onClick={() => {
            setIsBusy(true);
            void onConfirm().then(onClose);
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
