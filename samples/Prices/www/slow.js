import { address, keepReading, pause, protocol } from './link.js';

// In milliseconds. A look has caught up when no price that it shows is older than upToNow.
const upToNow = 200;
const shortestLook = 500;
const longestLook = 3000;
const step = 50;

// Messages from one breath to the next: where a reader takes all at one go, the kernel gives it a larger receive buffer, and so
// more of the past to read next time.
const breath = 50;

/** Reads when it wants to. Nothing is read ahead of it for long, so TCP tells the server to wait. */
export function readSlow(view) {
  const button = view.card.querySelector('button');
  const speed = view.card.querySelector('select');
  if (!('WebSocketStream' in globalThis)) {
    button.disabled = speed.disabled = true;
    view.note('This browser has no WebSocketStream, and its WebSocket cannot be told to stop reading. Chromium has one.');
    view.show('waiting', 'not to be had here');
    return;
  }

  let isPaused = false;
  button.addEventListener('click', () => {
    isPaused = !isPaused;
    button.textContent = isPaused ? 'Resume' : 'Pause';
  });

  keepReading(view, async () => {
    const socket = new WebSocketStream(address, { protocols: [protocol] });
    socket.closed.catch(() => {});
    const reader = (await socket.opened).readable.getReader();
    view.opened();
    while (await look(reader)) await lookAway();
  });

  /** Reads for a while; answers whether the connection is still there. */
  async function look(reader) {
    const began = performance.now();
    const before = view.totals();
    const { most } = pace();
    view.show('open', 'reading');
    for (let read = 1; read <= most && !isPaused; read++) {
      const { value, done } = await reader.read();
      if (done) return false;
      view.take(JSON.parse(value));
      if (read % breath === 0) await pause(4);
      const took = performance.now() - began;
      if (took > longestLook || (took > shortestLook && view.oldest() < upToNow)) break;
    }
    if (most === Infinity) tell(before, performance.now() - began);
    return true;
  }

  async function lookAway() {
    const began = performance.now();
    for (;;) {
      const { away } = pace();
      const left = away - (performance.now() - began);
      if (!isPaused && left <= 0) return;
      if (isPaused) view.show('away', 'paused');
      else if (away > step) view.show('away', `looks away for ${Math.ceil(left / 1000)} s`);
      await pause(Math.max(1, isPaused ? step : Math.min(left, step)));
    }
  }

  function pace() {
    const [kind, amount] = speed.value.split(' ');
    return kind === 'away' ? { away: amount * 1000, most: Infinity } : { away: step, most: amount / 1000 * step };
  }

  function tell(before, milliseconds) {
    const { received, skipped } = view.totals();
    const behind = view.behind();
    view.note(
      `Last look: ${count(received - before.received)} read, ${count(skipped - before.skipped)} skipped in ${(milliseconds / 1000).toFixed(1)} s;`
      + ` then ${count(behind)} behind.`,
      { read: received - before.received, skipped: skipped - before.skipped, behind });
  }
}

const count = number => number.toLocaleString('en');
