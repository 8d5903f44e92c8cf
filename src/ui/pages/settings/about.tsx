/** The hub itself. */
import { useEffect } from 'preact/hooks';
import { Mark } from '../../components/icon.tsx';
import { Chip, type Tone } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { duration } from '../../format.ts';
import { house } from '../../live.ts';
import { common } from '../../strings/common.ts';
import { settings } from '../../strings/settings.ts';
import { may } from '../../session.ts';
import { bytes, writtenText } from './bytes.ts';
import { Loaded, useResource } from '../../resource.tsx';
import { Section } from './section.tsx';

const words = settings.about;
const REFRESH_MS = 30_000;

interface Health {
  readonly status: string;
  readonly checks: { readonly mqtt: { readonly connected: boolean } };
}

interface Usage {
  readonly uptimeSeconds: number;
  readonly residentBytes: number;
  readonly diskWrittenBytes?: number;
}

const TONES: Readonly<Record<string, Tone>> = { ok: 'good', degraded: 'warn', unhealthy: 'bad' };

function Identity() {
  const system = house.value?.system;
  return (
    <Card>
      <div class="row">
        <Mark size={48} />
        <div class="grow">
          <h2>{system?.name ?? common.product}</h2>
          <p class="muted">{system?.virtual === true ? words.virtual : words.real}</p>
        </div>
      </div>
      <dl class="facts">
        <dt>{words.version}</dt>
        <dd>{system?.version ?? '–'}</dd>
        <dt>{words.serial}</dt>
        <dd>
          <code>{system?.serial ?? '–'}</code>
        </dd>
        <dt>{words.address}</dt>
        <dd>{location.origin}</dd>
        <dt>{words.timeZone}</dt>
        <dd>{system?.timeZone ?? '–'}</dd>
      </dl>
    </Card>
  );
}

function Running({ usage }: { usage: Usage }) {
  const { uptimeSeconds, residentBytes, diskWrittenBytes } = usage;
  return (
    <>
      <dt>{words.uptime}</dt>
      <dd>{duration(uptimeSeconds * 1_000)}</dd>
      <dt>{words.memory}</dt>
      <dd>{bytes(residentBytes)}</dd>
      <dt>{words.disk}</dt>
      <dd>
        {diskWrittenBytes === undefined
          ? words.unknown
          : writtenText(diskWrittenBytes, uptimeSeconds)}
      </dd>
    </>
  );
}

export function AboutPage() {
  const health = useResource<Health>('/health');
  const usage = useResource<Usage>(may('system:read') ? '/api/system/usage' : undefined);
  useEffect(() => {
    const timer = setInterval(() => {
      void health.reload();
      void usage.reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [health.reload, usage.reload]);
  return (
    <Section title={words.title}>
      <Identity />
      <Loaded what={words.health} of={health}>
        {({ status, checks }) => (
          <Card
            title={words.health}
            aside={<Chip tone={TONES[status] ?? 'warn'}>{words.healths[status] ?? status}</Chip>}
          >
            <dl class="facts">
              <dt>{words.broker}</dt>
              <dd>{checks.mqtt.connected ? words.connected : words.away}</dd>
              {usage.data && <Running usage={usage.data} />}
            </dl>
          </Card>
        )}
      </Loaded>
      <p class="muted small">{words.licence}</p>
    </Section>
  );
}
