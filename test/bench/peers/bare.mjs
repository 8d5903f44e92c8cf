// The least that Node's own server can do: the same bytes for every request, and no look at it.
// Arguments: port, and the file with the answer (none: a short one).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
const { headers, body } =
  file === undefined ? { headers: [], body: 'ok\n' } : JSON.parse(readFileSync(file, 'utf8'));
const bytes = Buffer.from(body);

createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
}).listen(Number(port), '127.0.0.1');
