// The series of a metrics page, kept by prom-client. What tells of the process is read anew for each page, as
// prom-client's own default metrics do. Arguments: port, and a file with the page.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Counter, Gauge, Histogram, register } from 'prom-client';

const [port, file] = process.argv.slice(2);
const KINDS = { gauge: Gauge, counter: Counter };

function labelsOf(text) {
  const pairs = text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, value]));
}

function familiesOf(page) {
  const families = [];
  for (const line of page.split('\n').filter((text) => text !== '')) {
    const help = /^# HELP (?<name>\S+) (?<help>.*)$/.exec(line)?.groups;
    const type = /^# TYPE \S+ (?<type>\w+)$/.exec(line)?.groups.type;
    if (help !== undefined) families.push({ ...help, samples: [] });
    else if (type !== undefined) families.at(-1).type = type;
    else {
      const sample = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/.exec(line).groups;
      families.at(-1).samples.push({ ...sample, labels: labelsOf(sample.labels ?? '') });
    }
  }
  return families;
}

/** The values are our own: one in each bucket. */
function addHistogram({ name, help, samples }) {
  const bounds = samples.map(({ labels }) => Number(labels.le)).filter(Number.isFinite);
  const histogram = new Histogram({ name, help, buckets: bounds });
  for (const bound of bounds) histogram.observe(bound);
}

function addFamily({ name, help, type, samples }) {
  // Without a sample its labels are not known, and without labels prom-client shows a 0.
  const labelNames = Object.keys(samples[0]?.labels ?? { none: '' });
  const metric = new KINDS[type]({ name, help, labelNames });
  for (const { labels, value } of samples) {
    if (type === 'gauge') metric.set(labels, Number(value));
    else metric.inc(labels, Number(value));
  }
}

for (const family of familiesOf(readFileSync(file, 'utf8'))) {
  if (family.type === 'histogram') addHistogram(family);
  else addFamily(family);
}

register.getSingleMetric('process_resident_memory_bytes').collect = function collect() {
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  process.cpuUsage();
  this.set(rss);
  register.getSingleMetric('nodejs_heap_size_used_bytes').set(heapUsed);
  register.getSingleMetric('nodejs_heap_size_total_bytes').set(heapTotal);
  register.getSingleMetric('process_open_fds').set(readdirSync('/proc/self/fd').length);
};

createServer(async (request, response) => {
  const page = await register.metrics();
  response.writeHead(200, {
    'Content-Type': register.contentType,
    'Content-Length': Buffer.byteLength(page),
  });
  response.end(page);
}).listen(Number(port), '127.0.0.1');
