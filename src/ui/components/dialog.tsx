import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { common } from '../strings/common.ts';
import { Button } from './button.tsx';

/** A dialog over the page, as long as it is rendered; Escape, the backdrop and the cross ask to close it. */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  /** Whether only a button of its own closes it: it shows what is shown once. */
  isFirm?: boolean;
  children: ComponentChildren;
}) {
  const { title, onClose, isFirm = false, children } = props;
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isShown = useRef(true);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      isShown.current = false;
      // Who opened it is where they were before.
      dialog?.close();
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
      <header>
        <h2 id={titleId}>{title}</h2>
        {!isFirm && <Button look="quiet" icon="close" label={common.close} onClick={onClose} />}
      </header>
      <div class="body">{children}</div>
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
