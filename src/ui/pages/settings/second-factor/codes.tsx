/** Recovery codes, shown this once. */
import { Button } from '../../../components/button.tsx';
import { Snippet } from '../../../components/copy.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { self } from '../../../session.ts';
import { secondFactor } from '../../../strings/second-factor.ts';
import { download } from '../../../download.ts';

const words = secondFactor.codes;

export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = codes.join('\n');
  const save = () => {
    const heading = words.heading(self()?.user?.email ?? '');
    download(`${heading}\n\n${text}\n`, 'text/plain', words.file);
  };
  return (
    <Dialog title={words.title} isFirm onClose={onClose}>
      <Notice tone="warn" icon="warn">
        {words.warning}
      </Notice>
      <p>{words.text}</p>
      <div class="recovery-codes">
        <Snippet text={text} label={words.label} />
      </div>
      <div class="actions">
        <Button icon="download" onClick={save}>
          {words.download}
        </Button>
        <Button look="primary" onClick={onClose}>
          {words.kept}
        </Button>
      </div>
    </Dialog>
  );
}
