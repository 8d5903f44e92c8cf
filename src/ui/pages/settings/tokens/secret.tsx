/** A new token, shown this once. */
import type { CreatedToken } from '../../../../app/tokens/token-making.ts';
import { Button } from '../../../components/button.tsx';
import { Snippet } from '../../../components/copy.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { tokens as words } from '../../../strings/tokens.ts';

export function SecretDialog({ created, onClose }: { created: CreatedToken; onClose: () => void }) {
  return (
    <Dialog title={words.secret.title(created.name)} isFirm onClose={onClose}>
      <Notice tone="warn" icon="warn">
        {words.secret.warning}
      </Notice>
      <div class="secret">
        <Snippet text={created.token} label={words.secret.label} />
      </div>
      <p class="muted small">{words.secret.care}</p>
      <div class="actions">
        <Button look="primary" onClick={onClose}>
          {words.secret.done}
        </Button>
      </div>
    </Dialog>
  );
}
