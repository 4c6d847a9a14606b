// The one way a test speaks with a peer: a line of JSON in, a line of JSON out.
//
//   in   {"do": "read", ...}          what is asked, and with what
//   out  {"answer": ...}              the answer to it, in order
//   out  {"error": "..."}             it could not be done
//   out  {"event": ...}               what happened by itself, at any time
//
// Everything a library prints goes to stderr, and the peer ends when stdin does.
import { createInterface } from 'node:readline';

for (const word of ['log', 'info', 'debug', 'warn']) {
  console[word] = console.error;
}

/** JSON has no word for what is no number. */
function plain(key, value) {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function say(line) {
  process.stdout.write(`${JSON.stringify(line, plain)}\n`);
}

/** Tells the test of something it has not asked for. */
export function tell(event) {
  say({ event });
}

/** Does what each line asks, one after another. */
export async function serve(actions) {
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    try {
      say({ answer: (await actions[asked.do](asked)) ?? null });
    } catch (fault) {
      say({ error: String(fault?.stack ?? fault) });
    }
  }
  process.exit(0);
}
