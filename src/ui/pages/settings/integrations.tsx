/** How other programs reach this hub: what to paste where. */
import { Button } from '../../components/button.tsx';
import { Snippet } from '../../components/copy.tsx';
import { Notice } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { house, zones } from '../../live.ts';
import { goTo } from '../../router.ts';
import { may } from '../../session.ts';
import { integrations } from '../../strings/integrations.ts';
import { Section } from './section.tsx';
import {
  curlExamples,
  grafanaDataSource,
  homeAssistantFile,
  homeAssistantPackages,
  homeAssistantSecret,
  PLACEHOLDER,
  prometheusScrape,
  prometheusToken,
} from './snippets.ts';
import { wantedTemplate, type TemplateName } from './tokens/templates.ts';

const words = integrations;

function MakeToken({ template }: { template: TemplateName }) {
  if (!may('tokens:full')) return <p class="muted small">{words.openTokens}</p>;
  return (
    <p class="row">
      <span class="grow muted">{words.token(PLACEHOLDER)}</span>
      <Button
        icon="key"
        onClick={() => {
          wantedTemplate.value = template;
          goTo('/settings/tokens');
        }}
      >
        {words.makeToken}
      </Button>
    </p>
  );
}

function HomeAssistant() {
  const { homeAssistant } = words;
  return (
    <Card title={homeAssistant.title}>
      <div class="stack">
        <h3>{homeAssistant.mqtt}</h3>
        {house.value?.system?.virtual === true && <Notice>{homeAssistant.virtual}</Notice>}
        <ol class="steps">
          {homeAssistant.mqttText.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h3>{homeAssistant.rest}</h3>
        <MakeToken template="homeAssistant" />
        <p>{homeAssistant.restText}</p>
        <Snippet label="secrets.yaml" text={homeAssistantSecret()} />
        <p>{homeAssistant.packages}</p>
        <Snippet label="configuration.yaml" text={homeAssistantPackages()} />
        <p>{homeAssistant.restMore}</p>
        <Snippet label={homeAssistant.file} text={homeAssistantFile(location)} />
      </div>
    </Card>
  );
}

function Prometheus() {
  const { prometheus } = words;
  return (
    <Card title={prometheus.title}>
      <div class="stack">
        <MakeToken template="grafana" />
        <p>{prometheus.text}</p>
        <Snippet label={words.terminal} text={prometheusToken()} />
        <p>{prometheus.more}</p>
        <Snippet label="prometheus.yml" text={prometheusScrape(location)} />
      </div>
    </Card>
  );
}

function Grafana() {
  const { grafana } = words;
  return (
    <Card title={grafana.title}>
      <div class="stack">
        <MakeToken template="grafana" />
        <p>{grafana.text}</p>
        <Snippet label="aris.yaml" text={grafanaDataSource(location)} />
        <p>{grafana.more}</p>
        <Snippet label={words.address} text={`${location.origin}/prometheus`} />
      </div>
    </Card>
  );
}

function Curl() {
  const { curl } = words;
  return (
    <Card title={curl.title}>
      <div class="stack">
        <MakeToken template="other" />
        <p>{curl.text}</p>
        <Snippet label={words.terminal} text={curlExamples(location, zones.value[0])} />
        <p class="muted small">
          {curl.more}
          <code>GET {location.origin}/api</code>
        </p>
      </div>
    </Card>
  );
}

export function IntegrationsPage() {
  return (
    <Section title={words.title} intro={words.intro}>
      <HomeAssistant />
      <Grafana />
      <Prometheus />
      <Curl />
    </Section>
  );
}
