/** Where nobody is signed in: the first visit, or signing in. */
import { useState } from 'preact/hooks';
import { place } from '../../router.ts';
import type { Door } from '../../session.ts';
import { door as words } from '../../strings/door.ts';
import { DoorFrame } from './frame.tsx';
import { AccountForm, PinForm } from './sign-in.tsx';
import { Welcome } from './welcome.tsx';

function SignIn({ door: { pinEnabled, installation } }: { door: Door }) {
  // A panel on the wall is most likely to come back with it.
  const [withPin, setWithPin] = useState(pinEnabled && place.value.page === 'panel');
  return (
    <section class="card" aria-label={words.signIn}>
      <h1>{words.signIn}</h1>
      {withPin ? <PinForm /> : <AccountForm installation={installation} />}
      {pinEnabled && (
        <button type="button" class="button quiet" onClick={() => setWithPin(!withPin)}>
          {withPin ? words.withAccount : words.withPin}
        </button>
      )}
    </section>
  );
}

export function DoorPage({ door }: { door: Door }) {
  return (
    <DoorFrame>{door.ownerExists ? <SignIn door={door} /> : <Welcome door={door} />}</DoorFrame>
  );
}
