// The least that a client of the same package can do: it parses each message and counts it. SIGUSR2 asks for the
// count. Arguments: the broker's URL and a topic filter.
import { connect } from 'mqtt';

const [url, filter] = process.argv.slice(2);
let count = 0;

const client = connect(url, { protocolVersion: 5, writeCache: false });
client.on('message', (topic, payload) => {
  JSON.parse(payload.toString());
  count++;
});
await client.subscribeAsync(filter, { qos: 1 });
process.on('SIGUSR2', () => process.stdout.write(`count ${count}\n`));
process.stdout.write('subscribed\n');
