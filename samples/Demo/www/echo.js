import { connect } from './link.js';
import { addFirst, entry, part } from './log.js';

export function startEcho(card) {
  const input = card.querySelector('#echo-input');
  const binary = card.querySelector('#echo-binary');
  const log = card.querySelector('#echo-log');
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let sentAt = [];

  const link = connect('echo', card, {
    opened() {
      sentAt = [];
    },
    received(data) {
      // Echoes come in the order of their messages.
      const elapsed = performance.now() - sentAt.shift();
      const isText = typeof data === 'string';
      const bytes = isText ? encoder.encode(data) : data;
      const facts = `${isText ? 'text' : 'binary'}, ${bytes.byteLength} B, ${elapsed.toFixed(1)} ms`;
      addFirst(log, entry(part('span', 'said', isText ? data : decoder.decode(data)), part('span', 'facts', facts)), 50);
    },
  });

  card.querySelector('#echo-form').addEventListener('submit', event => {
    event.preventDefault();
    const now = performance.now();
    if (!link.send(binary.checked ? encoder.encode(input.value) : input.value)) return;
    sentAt.push(now);
    input.select();
  });
}
