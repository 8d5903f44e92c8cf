/** Where nobody is signed in: the first visit, or signing in. */
import { useEffect, useState } from 'preact/hooks';
import { Mark } from '../../components/icon.tsx';
import type { Door } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { door as words } from '../../strings/door.ts';
import { AccountForm, PinForm } from './sign-in.tsx';
import { Welcome } from './welcome.tsx';

function SignIn({ pinEnabled }: { pinEnabled: boolean }) {
  const [withPin, setWithPin] = useState(false);
  return (
    <section class="card" aria-label={words.signIn}>
      <h1>{words.signIn}</h1>
      {withPin ? <PinForm /> : <AccountForm />}
      {pinEnabled && (
        <button type="button" class="button quiet" onClick={() => setWithPin(!withPin)}>
          {withPin ? words.withAccount : words.withPin}
        </button>
      )}
    </section>
  );
}

export function DoorPage({ door }: { door: Door }) {
  useEffect(() => {
    document.title = common.product;
  }, []);
  return (
    <div class="door">
      <main>
        <div class="brand">
          <Mark size={44} />
          {common.product}
        </div>
        {door.ownerExists ? <SignIn pinEnabled={door.pinEnabled} /> : <Welcome door={door} />}
      </main>
    </div>
  );
}
