/** A hub without a room yet: what to do first, and then. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { home } from '../../strings/home.ts';

const words = home.setUp;

/** Whether the hub is connected to its broker; undefined while that is not known. */
function useConnected(): boolean | undefined {
  const [isConnected, setIsConnected] = useState<boolean | undefined>();
  useEffect(() => {
    call<{ readonly connected: boolean }>('GET', '/api/broker').then(
      ({ connected }) => setIsConnected(connected),
      // Then both steps are shown, and their pages say what is wrong.
      () => setIsConnected(false),
    );
  }, []);
  return isConnected;
}

function Step(props: {
  number: number;
  title: string;
  text: string;
  href: string;
  go: string;
  isNext: boolean;
}) {
  const { number, title, text, href, go, isNext } = props;
  return (
    <li>
      <span class="disc" aria-hidden="true">
        {number}
      </span>
      <div class="grow">
        <strong>{title}</strong>
        <p class="muted small">{text}</p>
      </div>
      <a class={isNext ? 'button primary' : 'button'} href={href}>
        {go}
      </a>
    </li>
  );
}

export function Steps() {
  const isConnected = useConnected();
  if (isConnected === undefined) return null;
  return (
    <section class="card set-up" aria-label={words.title}>
      <h2>{words.title}</h2>
      <ol>
        {isConnected ? (
          <li>
            <span class="disc" aria-hidden="true">
              <Icon name="check" />
            </span>
            <strong class="grow">{words.connected}</strong>
          </li>
        ) : (
          <Step
            number={1}
            title={words.connect}
            text={words.connectText}
            href="/settings/broker"
            go={words.connectGo}
            isNext
          />
        )}
        <Step
          number={2}
          title={words.room}
          text={words.roomText}
          href="/settings/found"
          go={words.roomGo}
          isNext={isConnected}
        />
      </ol>
    </section>
  );
}
